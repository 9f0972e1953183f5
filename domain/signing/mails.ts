import Type from "typebox";
import { acrossFirms, clock, type FirmId, operation, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { noteDocument } from "../documents/index.ts";
import { readFacts } from "../facts/index.ts";
import { holdInForce } from "../holds/index.ts";
import { id } from "../inputs/index.ts";
import { type Delivered, deliverMail, usualTemplate } from "../messages/index.ts";
import { requestById } from "../requests/answer.ts";
import { urlOf } from "../requests/open.ts";
import { signingById } from "./ask.ts";
import { type Signer, SigningModel, type SigningRecord } from "./model.ts";

/** The letters and reminders of documents that staff have sent to be signed by hand. A flow sends its own. */

type Signing = Stored<SigningRecord>;
const minute = 60_000;
const day = 24 * 60 * minute;
/** Longer than a look takes: whoever is at it keeps everybody else from it. */
const leaseMs = 5 * minute;
const againMs = 10 * minute;

/** Sends what is due, of all firms. Any number of workers may: each email leaves once. One that fails keeps no other waiting. */
export async function sendSigningMails(onError: (error: unknown) => void): Promise<void> {
  const due = await acrossFirms(() =>
    SigningModel.find({ mailDueAt: { $lte: clock.now() } }, { firmId: 1 })
      .sort({ mailDueAt: 1 })
      .limit(100)
      .lean(),
  );
  for (const { _id, firmId } of due) await sendMailsOf(firmId, _id).catch(onError);
}

/** What is due of one signing; nothing where somebody else is at it. */
export async function sendMailsOf(firmId: FirmId, signingId: string): Promise<void> {
  const scope = systemScope(firmId, "Signing");
  const signing = await withScope(scope, () => takenUp(signingId));
  if (!signing?.byHand) return;
  const became: Became[] = [];
  for (const signer of signing.state === "open" ? signing.signers : []) {
    const number = dueTo(signing, signer);
    if (number !== null) became.push(await send(scope, signing, signer, number));
  }
  await noteMails(scope, { signingId, became });
  if (became.some((one) => one.number === 0 && one.sent)) await noteDocument(scope, { documentId: signing.documentId, what: "sent" });
}

async function takenUp(signingId: string): Promise<Signing | null> {
  const signing = (await SigningModel.findById(signingId).lean()) as Signing | null;
  const now = clock.now();
  if (!signing?.mailDueAt || signing.mailDueAt > now) return null;
  // Only as it was seen: another worker may have taken it in between.
  const seen = { _id: signingId, mailDueAt: signing.mailDueAt };
  const { modifiedCount } = await SigningModel.updateOne(seen, { $set: { mailDueAt: new Date(now.getTime() + leaseMs) } });
  return modifiedCount === 1 ? signing : null;
}

const isWrittenTo = ({ state, requestId, notSent }: Signer): boolean =>
  state === "asked" && requestId !== undefined && notSent === undefined;

/** Which email is due to somebody: 0 for the letter, else the number of the reminder, the newest where several are; null for none. */
function dueTo({ byHand }: SigningRecord, signer: Signer): number | null {
  if (!isWrittenTo(signer)) return null;
  const { sentAt, reminded = 0 } = signer;
  if (!sentAt) return 0;
  const days = (clock.now().getTime() - sentAt.getTime()) / day;
  const number = (byHand?.remind ?? []).filter((one) => one <= days).length;
  return number > reminded ? number : null;
}

/** What came of an email: sent, never to be sent and why, or to be tried again. */
interface Became {
  requestId: string;
  number: number;
  sent: boolean;
  why?: string;
}

async function send(scope: Scope, signing: Signing, { contactId, requestId = "" }: Signer, number: number): Promise<Became> {
  const { matterId, title, byHand } = signing;
  const became = { requestId, number, sent: false };
  const { hold, request } = await withScope(scope, async () => ({
    hold: await holdInForce({ contactIds: [contactId], ...(matterId ? { matterId } : {}) }),
    request: await requestById(requestId),
  }));
  if (hold) return became;
  if (request.state !== "open") return { ...became, why: "The link was taken back." };
  const facts = await readFacts(scope, matterId ? { kind: "matter", matterId, contactId } : { kind: "contact", contactId });
  if (!facts.contact) return { ...became, why: "They are no longer on file." };
  const delivered = await deliverMail(scope, {
    key: { own: `sign:${requestId}:${number}` },
    template: number === 0 ? usualTemplate.requestSignature : `${usualTemplate.requestSignature}-reminder`,
    purpose: "transactional",
    recipient: facts.contact,
    facts: facts as unknown as Record<string, unknown>,
    links: { request: urlOf(request) },
    request: { kind: "signature", title, ...(number > 0 ? { reminder: number, of: byHand?.remind.length ?? number } : {}) },
    ...(matterId ? { matterId } : {}),
  });
  return { ...became, ...outcome(delivered) };
}

function outcome(delivered: Delivered): { sent: boolean; why?: string } {
  switch (delivered.status) {
    case "sent":
      return { sent: true };
    case "skipped":
      return { sent: false, why: delivered.reason };
    case "uncertain":
      return { sent: !delivered.again };
    case "failed":
      return delivered.kind === "temporary" ? { sent: false } : { sent: false, why: delivered.reason };
    default:
      return delivered satisfies never;
  }
}

/** Writes down what came of each, and when the next is due. */
const noteMails = operation({
  name: "signing.noteMails",
  role: "owner",
  input: Type.Object({ signingId: id, became: Type.Unsafe<Became[]>(Type.Array(Type.Unknown())) }),
  run: async ({ signingId, became }) => {
    const signing = await signingById(signingId);
    const now = clock.now();
    const signers = signing.signers.map((one) =>
      noted(
        one,
        became.find(({ requestId }) => requestId === one.requestId),
        now,
      ),
    );
    const again = became.some((one) => !one.sent && one.why === undefined);
    const next = signing.state === "open" ? dueNext({ ...signing, signers }, now, again) : null;
    const change = next ? { $set: { signers, mailDueAt: next } } : { $set: { signers }, $unset: { mailDueAt: 1 } };
    await SigningModel.updateOne({ _id: signingId }, change);
  },
});

function noted(signer: Signer, became: Became | undefined, now: Date): Signer {
  if (!became) return signer;
  if (became.sent) return became.number === 0 ? { ...signer, sentAt: now } : { ...signer, reminded: became.number };
  return became.why === undefined ? signer : { ...signer, notSent: became.why };
}

/** The next reminder of anybody, or when an email that could not leave is tried again. */
function dueNext({ signers, byHand }: SigningRecord, now: Date, again: boolean): Date | null {
  const reminders = signers.filter(isWrittenTo).flatMap(({ sentAt, reminded = 0 }) => {
    const days = byHand?.remind[reminded];
    return sentAt && days !== undefined ? [sentAt.getTime() + days * day] : [];
  });
  const times = [...reminders.filter((one) => one > now.getTime()), ...(again ? [now.getTime() + againMs] : [])];
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
