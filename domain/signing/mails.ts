import Type from "typebox";
import { acrossFirms, clock, type FirmId, operation, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { noteDocument } from "../documents/index.ts";
import { readFacts } from "../facts/index.ts";
import { holdInForce } from "../holds/index.ts";
import { id } from "../inputs/index.ts";
import { type Delivered, deliverMail, usualTemplate } from "../messages/index.ts";
import { requestById } from "../requests/answer.ts";
import { urlOf } from "../requests/open.ts";
import { deliverText } from "../texts/index.ts";
import { signingById } from "./ask.ts";
import { type Signer, SigningModel, type SigningRecord } from "./model.ts";
import { isTheirTurn } from "./turns.ts";
import { quietUntil } from "./ways.ts";

/** The letters and reminders of documents that staff have sent to be signed by hand, as emails or texts. A flow sends its own. */

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
  const isFirst = signing.signers.every((one) => !one.sentAt);
  if (isFirst && became.some((one) => one.number === 0 && one.sent))
    await noteDocument(scope, { documentId: signing.documentId, what: "sent" });
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
function dueTo(signing: SigningRecord, signer: Signer): number | null {
  if (!isWrittenTo(signer) || !isTheirTurn(signing, signer)) return null;
  const { sentAt, reminded = 0 } = signer;
  if (!sentAt) return 0;
  const days = (clock.now().getTime() - sentAt.getTime()) / day;
  const number = (signing.byHand?.remind ?? []).filter((one) => one <= days).length;
  return number > reminded ? number : null;
}

/** What came of an email or text: sent, never to be sent and why, or to be tried again, then or soon. */
interface Became {
  requestId: string;
  number: number;
  sent: boolean;
  why?: string;
  again?: Date;
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
  const message = {
    key: { own: `sign:${requestId}:${number}` },
    purpose: "transactional" as const,
    facts: facts as unknown as Record<string, unknown>,
    links: { request: urlOf(request) },
    ...(matterId ? { matterId } : {}),
  };
  if (!facts.contact.email) {
    const again = quietUntil(facts.contact, facts.firm.zone);
    if (again) return { ...became, again };
    const says = { asked: "signature", reminds: number > 0 } as const;
    return { ...became, ...outcome(await deliverText(scope, { ...message, contactId, says })) };
  }
  const delivered = await deliverMail(scope, {
    ...message,
    template: number === 0 ? usualTemplate.requestSignature : `${usualTemplate.requestSignature}-reminder`,
    recipient: facts.contact,
    request: { kind: "signature", title, ...(number > 0 ? { reminder: number, of: byHand?.remind.length ?? number } : {}) },
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
    const next = signing.state === "open" ? dueNext({ ...signing, signers }, now, became) : null;
    const change = next ? { $set: { signers, mailDueAt: next } } : { $set: { signers }, $unset: { mailDueAt: 1 } };
    await SigningModel.updateOne({ _id: signingId }, change);
  },
});

function noted(signer: Signer, became: Became | undefined, now: Date): Signer {
  if (!became) return signer;
  if (became.sent) return became.number === 0 ? { ...signer, sentAt: now } : { ...signer, reminded: became.number };
  return became.why === undefined ? signer : { ...signer, notSent: became.why };
}

/** When the next is due to any of those whose turn it is. */
function dueNext(signing: SigningRecord, now: Date, became: Became[]): Date | null {
  const times = signing.signers
    .filter((one) => isWrittenTo(one) && isTheirTurn(signing, one))
    .flatMap((one) => {
      const tried = became.find(({ requestId }) => requestId === one.requestId);
      return dueNextTo(one, signing.byHand?.remind ?? [], now, tried) ?? [];
    });
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** The next reminder, or when what could not leave is tried again; at once where it has become their turn meanwhile. */
function dueNextTo({ sentAt, reminded = 0 }: Signer, remind: number[], now: Date, tried: Became | undefined): number | null {
  if (tried && !tried.sent) return tried.again?.getTime() ?? now.getTime() + againMs;
  if (!sentAt) return now.getTime();
  const days = remind[reminded];
  const at = days === undefined ? 0 : sentAt.getTime() + days * day;
  return at > now.getTime() ? at : null;
}
