import { createSign, randomUUID } from "node:crypto";
import { vi } from "vitest";
import { type SnsMessage, signedText } from "../../domain/incoming/sns.ts";
import { signingCertificate } from "./certificate.ts";

export const topic = "arn:aws:sns:us-east-1:123456789012:ses-feedback";
const host = "https://sns.us-east-1.amazonaws.com";

/**
 * Amazon SNS as it posts to an address: its own key, and a certificate that is fetched from where it says. `asked` is every address that
 * was fetched until it is stopped; nothing of it leaves this process.
 */
export async function fakeSns() {
  const { certificate, key } = await signingCertificate();
  // Each certificate has an address of its own, as theirs have.
  const certificateUrl = `${host}/SimpleNotificationService-${randomUUID().replaceAll("-", "")}.pem`;
  const asked: string[] = [];
  process.env.SES_TOPICS = topic;
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    return new Response(address === certificateUrl ? certificate : "<ConfirmSubscriptionResponse/>");
  });
  const signed = (message: Omit<SnsMessage, "Signature">): SnsMessage => {
    const sign = createSign(message.SignatureVersion === "2" ? "RSA-SHA256" : "RSA-SHA1").update(signedText(message), "utf8");
    return { ...message, Signature: sign.sign(key, "base64") };
  };
  const base = () => ({
    MessageId: randomUUID(),
    TopicArn: topic,
    Timestamp: new Date().toISOString(),
    SignatureVersion: "1" as const,
    SigningCertURL: certificateUrl,
  });
  return {
    asked,
    certificateUrl,
    notification: (event: unknown, more: Partial<SnsMessage> = {}) =>
      signed({ ...base(), Type: "Notification", Message: typeof event === "string" ? event : JSON.stringify(event), ...more }),
    confirmation: (more: Partial<SnsMessage> = {}) =>
      signed({
        ...base(),
        Type: "SubscriptionConfirmation",
        Token: "2336412f37fb687f5d51e6e2425e90cd",
        Message: `You have chosen to subscribe to the topic ${topic}.`,
        SubscribeURL: `${host}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=2336412f37fb687f5d51e6e2425e90cd`,
        ...more,
      }),
    stop() {
      vi.unstubAllGlobals();
      delete process.env.SES_TOPICS;
    },
  };
}

const recipient = "karen.doyle@example.com";
/** What SES publishes, in the shapes of its documentation; `messageId` is the Message-ID that the mail was handed over with. */
export const sesEvent = {
  bounce: (messageId: string, more: object = {}, of: object = {}) => ({
    notificationType: "Bounce",
    bounce: {
      feedbackId: `0100017${randomUUID()}`,
      bounceType: "Permanent",
      bounceSubType: "General",
      bouncedRecipients: [
        { emailAddress: recipient, action: "failed", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown", ...of },
      ],
      timestamp: new Date().toISOString(),
      remoteMtaIp: "127.0.2.0",
      reportingMTA: "dsn; a8-70.smtp-out.amazonses.com",
      ...more,
    },
    mail: mailOf(messageId),
  }),
  complaint: (messageId: string, complaintFeedbackType = "abuse") => ({
    eventType: "Complaint",
    complaint: {
      feedbackId: `0100018${randomUUID()}`,
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: recipient }],
      timestamp: new Date().toISOString(),
      userAgent: "Amazon SES Mailbox Simulator",
      complaintFeedbackType,
      arrivalDate: new Date().toISOString(),
    },
    mail: mailOf(messageId),
  }),
  delivery: (messageId: string) => ({
    eventType: "Delivery",
    delivery: {
      timestamp: new Date().toISOString(),
      processingTimeMillis: 11893,
      recipients: [recipient],
      smtpResponse: "250 2.6.0 Message received",
      reportingMTA: "mta.example.com",
    },
    mail: mailOf(messageId),
  }),
};

function mailOf(messageId: string) {
  return {
    timestamp: new Date().toISOString(),
    messageId: `0100017${randomUUID()}-000000`,
    source: "office@hartwellruiz.example",
    sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/hartwellruiz.example",
    sendingAccountId: "123456789012",
    destination: [recipient],
    headersTruncated: false,
    headers: [
      { name: "From", value: "Hartwell & Ruiz <office@hartwellruiz.example>" },
      { name: "Message-ID", value: messageId },
    ],
    commonHeaders: { from: ["office@hartwellruiz.example"], to: [recipient], messageId, subject: "A letter" },
    tags: { "ses:from-domain": ["hartwellruiz.example"] },
  };
}
