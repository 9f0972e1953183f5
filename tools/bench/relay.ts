import { type Scope, systemScope, withScope } from "../../domain/base/index.ts";
import { changeFirm, createFirm } from "../../domain/firms/index.ts";
import { receiveMail } from "../../domain/incoming/index.ts";
import { closeMailConnections, type Delivered, deliverMail, MessageModel, saveMessageTemplate } from "../../domain/messages/index.ts";
import { type Manner, type RoughRelay, roughRelay } from "./roughRelay.ts";

const manners: Manner[] = ["take", "take", "take", "refuse", "greylist", "delay", "drop", "bounce"];
const lanes = 20;
const mostTries = 8;

export interface RelayAccount {
  mails: number;
  mailsPerSecond: number;
  /** How each ended: `sent`, `returned` (sent, and came back), `refused`, `inDoubt` (marketing that is not sent again). */
  ended: Record<string, number>;
  /** Not what its manner says it must have become; and taken more than once by the relay. */
  wrong: number;
  twice: number;
  rssMb: { before: number; after: number };
}

/**
 * So many mails through a relay that refuses, greylists, delays, cuts the line and returns: sent as flows send them, each tried again while
 * that is right, every second one marketing. Then the books are compared: what we say of each, and what the relay saw.
 */
export async function throughRoughRelay(mails: number): Promise<RelayAccount> {
  const before = rss();
  const usual = { SMTP_URL: process.env.SMTP_URL, INCOMING_MAIL_DOMAIN: process.env.INCOMING_MAIL_DOMAIN };
  const relay = await roughRelay();
  Object.assign(process.env, { SMTP_URL: relay.url, INCOMING_MAIL_DOMAIN: "back.bench.example" });
  try {
    const scope = await aSender();
    const from = performance.now();
    let next = 0;
    const lane = async () => {
      while (next < mails) {
        next += 1;
        await send(scope, next - 1);
        await returnSome(relay);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    const seconds = (performance.now() - from) / 1000;
    await returnSome(relay);
    return {
      mails,
      mailsPerSecond: Math.round((mails / seconds) * 10) / 10,
      ...(await booksOf(scope, relay, mails)),
      rssMb: { before, after: rss() },
    };
  } finally {
    closeMailConnections();
    await relay.stop();
    for (const [name, value] of Object.entries(usual)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

async function aSender(): Promise<Scope> {
  const firm = await createFirm({ name: "Rough & Relay", state: "NY", zone: "America/New_York", email: "office@bench.example" });
  const scope = systemScope(firm._id);
  await changeFirm(scope, { postalAddress: "1 State St, Albany, NY 12207" });
  const body = [{ type: "text" as const, text: "We are glad to have you, {{ contact.firstName }}." }];
  const variants = { en: { subject: "Welcome, {{ contact.firstName }}", body } };
  await saveMessageTemplate(scope, { key: "rough", content: { name: "Welcome", purpose: "transactional", variants } });
  return scope;
}

const mannerOf = (number: number): Manner => manners[number % manners.length] ?? "take";
const purposeOf = (number: number) => (Math.floor(number / manners.length) % 2 === 0 ? ("transactional" as const) : ("marketing" as const));
const keyOf = (number: number) => `rough:${number}`;

/** As an activity does it: again while it surely did not leave, or may go again under the same Message-ID. */
async function send(scope: Scope, number: number): Promise<void> {
  const contact = { id: `con_${number}`, firstName: "Ngozi", email: `${mannerOf(number)}${number}@rough.example` };
  for (let tries = 0; tries < mostTries; tries += 1) {
    const became: Delivered = await deliverMail(scope, {
      key: { own: keyOf(number) },
      claimed: true,
      template: "rough",
      purpose: purposeOf(number),
      recipient: contact,
      facts: { contact },
    });
    const again = became.status === "uncertain" ? became.again : became.status === "failed" && became.kind === "temporary";
    if (!again) return;
  }
}

/** The relay could not deliver what it had taken, and says so as Postfix does. */
async function returnSome(relay: RoughRelay): Promise<void> {
  for (let address = relay.bounces.pop(); address; address = relay.bounces.pop()) await receiveMail(report(address), address);
}

const report = (address: string): Buffer =>
  Buffer.from(
    [
      "From: MAILER-DAEMON@rough.example (Mail Delivery System)",
      "Subject: Undelivered Mail Returned to Sender",
      `To: ${address}`,
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; rough.example",
      "",
      "Final-Recipient: rfc822; somebody@rough.example",
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 User unknown",
      "--b--",
      "",
    ].join("\r\n"),
  );

async function booksOf(scope: Scope, relay: RoughRelay, mails: number): Promise<Pick<RelayAccount, "ended" | "wrong" | "twice">> {
  const rows = await withScope(scope, () => MessageModel.find({}, { key: 1, state: 1, bounce: 1, messageId: 1 }).lean());
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const ended: Record<string, number> = {};
  let wrong = 0;
  for (let number = 0; number < mails; number += 1) {
    const row = byKey.get(keyOf(number));
    const became = !row
      ? "lost"
      : row.state === "failed"
        ? "refused"
        : row.bounce
          ? "returned"
          : row.state === "uncertain"
            ? "inDoubt"
            : row.state;
    ended[became] = (ended[became] ?? 0) + 1;
    const took = row ? (relay.taken.get(row.messageId) ?? 0) : 0;
    if (became !== expected(number) || took !== (became === "sent" || became === "returned" ? 1 : 0)) wrong += 1;
  }
  return { ended, wrong, twice: [...relay.taken.values()].filter((times) => times > 1).length };
}

function expected(number: number): string {
  const manner = mannerOf(number);
  if (manner === "refuse") return "refused";
  if (manner === "bounce") return "returned";
  return manner === "drop" && purposeOf(number) === "marketing" ? "inDoubt" : "sent";
}

const rss = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);
