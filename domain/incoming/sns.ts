import { createVerify, X509Certificate } from "node:crypto";
import Type, { type Static } from "typebox";
import { check, clock, DomainError, forbidden } from "../base/index.ts";

/**
 * What Amazon SNS posts: verified as AWS describes it ("Verifying the signatures of Amazon SNS messages"). Everybody who has an AWS account
 * can have SNS sign something: besides the signature it counts whose topic it is.
 */
const line = Type.String({ maxLength: 4_000 });
const Posted = Type.Object({
  Type: Type.Enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  MessageId: line,
  TopicArn: line,
  Subject: Type.Optional(Type.Union([line, Type.Null()])),
  Message: Type.String({ maxLength: 300_000 }),
  Timestamp: line,
  SignatureVersion: Type.Enum(["1", "2"]),
  Signature: line,
  SigningCertURL: line,
  Token: Type.Optional(line),
  SubscribeURL: Type.Optional(line),
});
export type SnsMessage = Static<typeof Posted>;

/** The topics that are heard, as whoever runs Firmflow names them: `arn:aws:sns:us-east-1:123456789012:ses-feedback, …`. */
export const heardTopics = (): string[] => (process.env.SES_TOPICS ?? "").split(/[\s,]+/).filter(Boolean);

/** The message, if a topic of ours sent it and SNS signed it; else it is refused. */
export async function verifiedSns(body: unknown): Promise<SnsMessage> {
  const message = check(Posted, body as SnsMessage);
  if (!heardTopics().includes(message.TopicArn)) throw forbidden("This topic is not heard here. Name it in SES_TOPICS.");
  const certificate = await certificateAt(message.SigningCertURL);
  const verify = createVerify(message.SignatureVersion === "2" ? "RSA-SHA256" : "RSA-SHA1").update(signedText(message), "utf8");
  if (!verify.verify(certificate.publicKey, message.Signature, "base64")) throw forbidden("Amazon SNS has not signed this.");
  return message;
}

const signedFields = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
} as const;

/** Its fields in this order, name and value each on a line; one that is not there is left out. */
export const signedText = (message: Omit<SnsMessage, "Signature">): string =>
  signedFields[message.Type].map((name) => (message[name] ? `${name}\n${message[name]}\n` : "")).join("");

/** Nothing is asked of any other machine, whatever a message names. */
function ofSns(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const host = /^sns\.[a-z0-9-]{3,40}\.amazonaws\.com(\.cn)?$/;
  if (url?.protocol !== "https:" || url.port !== "" || url.username !== "" || !host.test(url.hostname))
    throw forbidden("This leads to no machine of Amazon SNS.");
  return url;
}

const certificates = new Map<string, X509Certificate>();
const mostKept = 20;

/** The certificate that an SNS message names, asked for once: each has an address of its own. */
async function certificateAt(address: string): Promise<X509Certificate> {
  const { href, pathname } = ofSns(address);
  if (!pathname.endsWith(".pem")) throw forbidden("This is no certificate of Amazon SNS.");
  const known = certificates.get(href) ?? readCertificate(await got(href));
  const now = clock.now();
  if (now < new Date(known.validFrom) || now > new Date(known.validTo))
    throw forbidden("The certificate that signed this is not valid now.");
  if (certificates.size >= mostKept) certificates.clear();
  certificates.set(href, known);
  return known;
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw forbidden("This is no certificate of Amazon SNS.");
  }
}

/** A few kilobytes at most. Amazon tries again what is answered with 503. */
async function got(address: string): Promise<string> {
  try {
    const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    if (answer.ok && text.length < 100_000) return text;
  } catch {
    // Said below.
  }
  throw new DomainError("sns-away", 503, "Amazon SNS did not answer. Send this again.");
}

/** Says to SNS that its reports are wanted here. */
export async function confirmSubscription({ SubscribeURL = "" }: SnsMessage): Promise<void> {
  await got(ofSns(SubscribeURL).href);
}
