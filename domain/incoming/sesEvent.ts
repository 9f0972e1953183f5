import { createHash } from "node:crypto";
import { isSoft } from "./failures.ts";
import type { Report, Said } from "./report.ts";

/** What Amazon SES tells of a message, and what it knows that message by. */
export interface SesEvent {
  report: Report;
  /** Where returned mail of it goes: names our message where each has an address of its own. */
  source: string;
  /** The same however often it is told. */
  fingerprint: string;
}

/**
 * Reads what SES publishes, as notification or as event ("Amazon SNS notification contents for Amazon SES"). Null for what tells of no
 * message of anybody, or of nothing that matters here (Send, Open, Click). Never throws, whatever is in it.
 */
export function readSesEvent(text: string): SesEvent | null {
  const event = parsedObject(text);
  const mail = objectIn(event, "mail");
  const kind = textIn(event, "notificationType") || textIn(event, "eventType");
  const told = toldOf(kind, event);
  if (!told) return null;
  const said = objectIn(event, kind.charAt(0).toLowerCase() + kind.slice(1));
  const id = textIn(said, "feedbackId") || `${textIn(mail, "messageId")}/${kind}/${textIn(said, "timestamp")}`;
  return {
    report: { ...told, messageIds: idsOf(mail) },
    source: textIn(mail, "source"),
    fingerprint: createHash("sha256").update(`ses\n${id}`).digest("hex"),
  };
}

function toldOf(kind: string, event: Fields): Said | null {
  switch (kind) {
    case "Bounce":
      return bounceOf(objectIn(event, "bounce"));
    case "Complaint":
      return complaintOf(textIn(objectIn(event, "complaint"), "complaintFeedbackType") || "abuse");
    case "Delivery":
      return { kind: "delivered" };
    case "DeliveryDelay":
      return { kind: "delayed", said: textIn(objectIn(event, "deliveryDelay"), "delayType") };
    // SES itself would not send it: a virus, say. The address is not to blame.
    case "Reject":
      return {
        kind: "bounce",
        hard: false,
        status: "5.7.1",
        said: `Amazon SES did not send it: ${textIn(objectIn(event, "reject"), "reason")}`,
      };
    default:
      return null;
  }
}

/** “Permanent” is an address to write to no more, but for one whose server only found this message unwelcome. */
function bounceOf(bounce: Fields): Said {
  const [recipient = {}] = listIn(bounce, "bouncedRecipients");
  const diagnostic = textIn(recipient, "diagnosticCode").replace(/^[A-Za-z0-9-]+;\s*/, "");
  const type = textIn(bounce, "bounceType");
  const subType = textIn(bounce, "bounceSubType");
  const said = oneLine(diagnostic || `Amazon SES: ${[type, subType].filter(Boolean).join(", ") || "it came back"}`);
  const status = textIn(recipient, "status").match(/[245]\.\d{1,3}\.\d{1,3}/)?.[0] ?? "";
  const address = textIn(recipient, "emailAddress").toLowerCase();
  const hard = type === "Permanent" && (subType !== "General" || !diagnostic || !isSoft(status, said));
  return { kind: "bounce", hard, status, said, ...(address ? { recipient: address } : {}) };
}

function complaintOf(sort: string): Said {
  if (sort === "not-spam") return { kind: "notSpam" };
  // Reports about authentication are for whoever looks after the domain; nobody complained.
  return sort === "auth-failure" ? { kind: "autoReply" } : { kind: "complaint", sort };
}

/** Our Message-ID as it was handed over; SES gives the message another one on its way. */
function idsOf(mail: Fields): string[] {
  const headers = listIn(mail, "headers").filter((one) => textIn(one, "name").toLowerCase() === "message-id");
  const named = [textIn(objectIn(mail, "commonHeaders"), "messageId"), ...headers.map((one) => textIn(one, "value"))];
  return [...new Set(named.flatMap((one) => one.match(/<[0-9a-f]{32}@[^<>\s@]{1,253}>/g) ?? []))];
}

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

function parsedObject(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
function own(of: Fields, name: string): unknown {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
function objectIn(of: Fields, name: string): Fields {
  const value = own(of, name);
  return isObject(value) ? value : {};
}
function listIn(of: Fields, name: string): Fields[] {
  const value = own(of, name);
  return Array.isArray(value) ? value.slice(0, 100).filter(isObject) : [];
}
function textIn(of: Fields, name: string): string {
  const value = own(of, name);
  return typeof value === "string" ? value.slice(0, 2_000) : "";
}
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 300);
