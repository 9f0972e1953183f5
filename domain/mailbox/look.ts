import type { ImapFlow } from "imapflow";
import { acrossFirms, clock, type FirmId, isTooFar, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { receiveFromMailbox } from "../incoming/index.ts";
import { places } from "../messages/places.ts";
import { isOfConnection, withInbox } from "./connection.ts";
import { MailboxModel, type MailboxRecord } from "./model.ts";
import { MailboxProblem } from "./problem.ts";
import { passwordOf, readMailbox, type ShownMailbox } from "./settings.ts";
import { tellUnread, tellUnreadable } from "./tellStaff.ts";

type Mailbox = Stored<MailboxRecord>;
type OnError = (error: unknown) => void;

/** Longer than a look takes: whoever died while reading keeps nobody else from it for longer. */
const leaseMs = 5 * 60_000;
/** So many mailboxes beside each other: one server that does not answer keeps few waiting. */
const atOnce = 5;
/** So many messages of one at a time; the rest the next time. */
const mostAtOnce = 200;
/** Of a larger message the beginning tells what it is about. */
const maxBytes = 30 * 1024 * 1024;
/** So long a message that can't be taken is tried again; then staff are told of it. */
const tryForMs = 86_400_000;
/** So long the whole mailbox may be out of reach before the owners are told. */
const tellAfterMs = 3_600_000;
/** With more than these something else is wrong than a message: nothing is passed over then. */
const mostNotTaken = 20;

/** Reads every firm's mailbox. Every worker may: each is read by one at a time, and each message counts once whoever reads it. */
export async function sweepMailboxes(onError: OnError): Promise<void> {
  const all = await acrossFirms(() => MailboxModel.find({ of: "firm" }, { firmId: 1 }).lean());
  const inTurn = places(atOnce);
  const look = (firmId: FirmId) => lookIntoMailbox(systemScope(firmId, "Read the firm's mailbox"), onError).catch(onError);
  await Promise.all(all.map(({ firmId }) => inTurn(() => look(firmId))));
}

/** Reads what is new in the firm's mailbox and writes down how that went; nothing where somebody reads it just now. */
export async function lookIntoMailbox(scope: Scope, onError: OnError = () => undefined): Promise<{ mailbox: ShownMailbox | null }> {
  const mailbox = await withScope(scope, claimed);
  if (mailbox) {
    const problem = await readNew(scope.firmId, mailbox, onError).then(
      () => null,
      (error: unknown) => {
        onError(error);
        return error instanceof MailboxProblem ? error.message : "What came could not be written down just now. It is read again soon.";
      },
    );
    const looked = { lookedAt: clock.now(), leaseUntil: null };
    if (problem) await change(mailbox, { $set: { ...looked, problem, ...(await stillUnread(scope, mailbox, problem)) } });
    else await change(mailbox, { $set: looked, $unset: { problem: 1, problemSince: 1, problemTold: 1 } });
  }
  return await readMailbox(scope, {});
}

/** Since when it can't be read; the owners are told once that was for an hour, for no provider stands still for so long. */
async function stillUnread(scope: Scope, mailbox: Mailbox, problem: string): Promise<{ problemSince: Date; problemTold?: boolean }> {
  const problemSince = mailbox.problemSince ?? clock.now();
  if (mailbox.problemTold || clock.now().getTime() - problemSince.getTime() < tellAfterMs) return { problemSince };
  await tellUnread(scope, { mailbox: mailbox.address, key: `${mailbox._id}:${problemSince.toISOString()}`, problem });
  return { problemSince, problemTold: true };
}

async function claimed(): Promise<Mailbox | null> {
  const known = await MailboxModel.findOne({ of: "firm" }).lean();
  const now = clock.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  // A message counts once whoever reads it: nobody waits out the lease of a clock that ran ahead.
  if (!known || (known.leaseUntil && known.leaseUntil > now && !isTooFar(known.leaseUntil, leaseUntil))) return null;
  const { modifiedCount } = await MailboxModel.updateOne({ _id: known._id, leaseUntil: known.leaseUntil }, { $set: { leaseUntil } });
  return modifiedCount === 1 ? known : null;
}

const change = (mailbox: Mailbox, update: Parameters<typeof MailboxModel.updateOne>[1]) =>
  withScope(systemScope(mailbox.firmId), () => MailboxModel.updateOne({ _id: mailbox._id }, update));

async function readNew(firmId: FirmId, mailbox: Mailbox, onError: OnError): Promise<void> {
  const access = { ...mailbox, password: passwordOf(firmId, mailbox.password) };
  await withInbox(access, async (client) => {
    const uidValidity = String(client.mailbox ? client.mailbox.uidValidity : "");
    const isCounted = mailbox.uidValidity === uidValidity;
    // Where the server counts anew the old numbers name nothing: those messages are among the ones looked at again.
    const reading: Reading = { client, firmId, mailbox, uidValidity, isCounted, notTaken: isCounted ? (mailbox.notTaken ?? []) : [] };
    const uids = (await newOnes(reading)).slice(0, mostAtOnce);
    for (const uid of new Set([...reading.notTaken.map((one) => one.uid), ...uids])) await takeOrNote(reading, uid, onError);
    // Only now: until each of them was taken, numbers of an earlier count mean nothing, and all is looked at again.
    await change(mailbox, { $set: { uidValidity, notTaken: reading.notTaken, ...(uids.length === 0 ? {} : { lastUid: uids.at(-1) }) } });
  });
}

/** One look into a mailbox, by whoever has it until they are done. */
interface Reading {
  client: ImapFlow;
  firmId: FirmId;
  mailbox: Mailbox;
  uidValidity: string;
  /** Its numbers are those of the look before. */
  isCounted: boolean;
  notTaken: { uid: number; since: Date }[];
}

/**
 * The numbers of messages that were not read yet, lowest first. Where the server counts anew, or nothing was read before, it is the days
 * since the mailbox was last read, or named: what was taken then is known by what it says.
 */
async function newOnes({ client, mailbox, isCounted }: Reading): Promise<number[]> {
  const since = new Date((mailbox.lookedAt ?? mailbox.createdAt).getTime() - 86_400_000);
  const found = await client.search(isCounted ? { uid: `${mailbox.lastUid + 1}:*` } : { since }, { uid: true });
  refuseEnded(client);
  // “5:*” names the last message also when its number is lower (RFC 9051 §6.4.9).
  const fresh = (Array.isArray(found) ? found : []).filter((uid) => !isCounted || uid > mailbox.lastUid);
  return fresh.sort((one, other) => one - other);
}

/** One message that nothing can be made of keeps no other waiting: it is tried again with each look, and after a day staff are told of it. */
async function takeOrNote(reading: Reading, uid: number, onError: OnError): Promise<void> {
  const fetched: { raw?: Buffer } = {};
  try {
    await takeOne(reading, uid, fetched);
    await note(reading, uid, null);
  } catch (error) {
    const known = reading.notTaken.find((one) => one.uid === uid);
    if (error instanceof MailboxProblem || isOfConnection(error) || (!known && reading.notTaken.length >= mostNotTaken)) throw error;
    onError(error);
    const since = known?.since ?? clock.now();
    const isOver = clock.now().getTime() - since.getTime() > tryForMs;
    if (isOver) await tell(reading, uid, fetched.raw);
    await note(reading, uid, isOver ? null : since);
  }
}

async function takeOne({ client, firmId, mailbox, isCounted }: Reading, uid: number, fetched: { raw?: Buffer }): Promise<void> {
  const message = await client.fetchOne(String(uid), { source: { maxLength: maxBytes } }, { uid: true });
  refuseEnded(client);
  const source = message ? message.source : undefined;
  // Somebody may have taken it away meanwhile.
  if (!source) return;
  fetched.raw = source;
  const received = await receiveFromMailbox(firmId, source, mailbox.address);
  if (received === "notOurs") return;
  // What is other people's mail stays unread to them.
  await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
  refuseEnded(client);
  const last = isCounted && uid > mailbox.lastUid ? { $set: { lastUid: uid } } : {};
  await change(mailbox, { ...last, $inc: { taken: received === "taken" ? 1 : 0 } });
}

/** Writes down before the next is looked at since when this one could not be taken, or that nobody waits for it any more. */
async function note(reading: Reading, uid: number, since: Date | null): Promise<void> {
  const { mailbox, notTaken } = reading;
  const known = notTaken.find((one) => one.uid === uid);
  if (known?.since === since || (!known && !since)) return;
  reading.notTaken = [...notTaken.filter((one) => one.uid !== uid), ...(since ? [{ uid, since }] : [])];
  await change(mailbox, { $set: { notTaken: reading.notTaken } });
}

const tell = ({ firmId, mailbox, uidValidity }: Reading, uid: number, raw: Buffer | undefined): Promise<void> =>
  tellUnreadable(systemScope(firmId, "The firm's mailbox"), {
    mailbox: mailbox.address,
    key: `${mailbox._id}:${uidValidity}:${uid}`,
    ...(raw ? { raw } : {}),
  });

/** Without a connection the library gives nothing, as for a message that is not there: that is no answer. */
function refuseEnded(client: ImapFlow): void {
  if (!client.usable) throw new MailboxProblem(`${client.host} ended the connection while its mail was read. It is read again soon.`);
}
