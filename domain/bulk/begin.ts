import Type from "typebox";
import {
  type Actor,
  acrossFirms,
  clock,
  conflict,
  currentScope,
  invalidField,
  isDuplicateKey,
  newId,
  notFound,
  operation,
  type Scope,
  type Stored,
} from "../base/index.ts";
import { flowByKey, startedIn } from "../flows/index.ts";
import { closed, endToCome, id, oneOf, text } from "../inputs/index.ts";
import { RunModel, temporal, undoSeconds } from "../runs/index.ts";
import { Behind, idsBehind } from "../watching/index.ts";
import { List, mostAtOnce, subjectIds } from "./lists.ts";
import { type BulkDeed, BulkModel, BulkPageModel, type BulkRecord, noCounts } from "./model.ts";

/** Done in one go, between two looks at whether it is still wanted. */
export const pageSize = 100;

const flowKey = Type.String({ maxLength: 120 });

const startMany = operation({
  name: "bulk.start",
  role: "staff",
  input: Type.Object({ flowKey, list: List }, closed),
  run: async ({ flowKey: key, list }) => {
    const flow = await flowByKey(key);
    startedIn(flow);
    const ids = await subjectIds(list, flow.subject);
    const undoUntil = new Date(clock.now().getTime() + undoSeconds * 1000);
    return { id: await record({ does: "start", flowKey: key, flowName: flow.name, of: flow.subject, undoUntil }, ids) };
  },
});

const stepId = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 120 });

/** What cannot be taken back once it is done waits so long before it begins. */
const graceMs = (): number => Number(process.env.FIRMFLOW_BULK_GRACE_MS ?? 10_000);
/** Until then a hold of many is lifted again by one press. */
const holdUndoMs = 60_000;
const waitsFirst: ReadonlySet<BulkDeed> = new Set(["skip", "cancel", "jump", "move"]);
/** Nothing of it has been done yet: it can be taken back as if it had never been asked for. */
export const isWaiting = ({ does, undoUntil }: Pick<BulkRecord, "does" | "undoUntil">, now: Date): boolean =>
  waitsFirst.has(does) && undoUntil !== undefined && undoUntil > now;

/** Commands that make sense for many runs at once. */
export const commandMany = operation({
  name: "bulk.command",
  role: "staff",
  input: Type.Object(
    {
      do: oneOf(["retry", "skip", "cancel", "resume", "hold", "jump", "move"]),
      /** These runs, or … */
      runIds: Type.Optional(Type.Array(id, { minItems: 1, maxItems: mostAtOnce })),
      /** … those behind a number of a flow, or … */
      behind: Type.Optional(Behind),
      /** … all that need staff, of a flow or of any. */
      flowKey: Type.Optional(flowKey),
      reason: Type.Optional(text(500)),
      /** Only those that still stand at this step. */
      at: Type.Optional(stepId),
      /** Of a hold: when it ends. Of a jump: to which step. Of a move: to which version. */
      until: Type.Optional(text(40)),
      step: Type.Optional(stepId),
      version: Type.Optional(Type.Integer({ minimum: 1 })),
    },
    closed,
  ),
  run: async ({ do: does, runIds, behind, flowKey: key, ...how }) => {
    refuseHalf(does, how);
    const stuck = { needsAttention: true, status: { $ne: "ended" as const }, ...(key ? { flowKey: key } : {}) };
    const ids =
      runIds ??
      (behind
        ? await idsBehind(behind, mostAtOnce)
        : (await RunModel.find(stuck, { _id: 1 }).sort({ startedAt: -1 }).limit(mostAtOnce).lean()).map((one) => one._id));
    if (!ids.length) throw conflict("nothing-to-do", behind ? "Nobody is there any more." : "No run needs anybody just now.");
    const until = does === "hold" ? holdUndoMs : waitsFirst.has(does) ? graceMs() : undefined;
    const undo = until ? { undoUntil: new Date(clock.now().getTime() + until) } : {};
    const flow = behind?.key ?? key;
    return { id: await record({ does, of: "run", ...(flow ? { flowKey: flow } : {}), ...how, ...undo }, [...new Set(ids)]) };
  },
});

function refuseHalf(
  does: BulkDeed,
  { reason, step, version, until }: { reason?: string; step?: string; version?: number; until?: string },
) {
  if (does === "hold" && !reason?.trim()) throw invalidField("/reason", "Say why, for whoever finds them on hold.");
  if (does === "hold" && until !== undefined) endToCome("/until", until);
  if (does === "jump" && !step) throw invalidField("/step", "Choose the step they go on at.");
  if (does === "move" && !version) throw invalidField("/version", "Choose the version they are moved to.");
}

async function record(what: Pick<BulkRecord, "does" | "of"> & Partial<BulkRecord>, ids: string[]): Promise<string> {
  const bulkId = newId("bulk");
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, n) => ids.slice(n * pageSize, (n + 1) * pageSize));
  await BulkPageModel.insertMany(pages.map((page, n) => ({ _id: newId("bulk"), bulkId, n, ids: page })));
  await BulkModel.create([{ _id: bulkId, ...blank(), ...what, total: ids.length }]);
  return bulkId;
}

const blank = () => ({
  state: "working" as const,
  upTo: "",
  counts: noCounts,
  problems: [],
  by: currentScope().actor,
});

/** Starts a flow for many: recorded at once, carried out by a workflow. Nothing leaves for a minute, in which it can be undone. */
export async function startForMany(...[scope, input]: Parameters<typeof startMany>): Promise<{ id: string; undoSeconds: number }> {
  const { id: bulkId } = await startMany(scope, input);
  await carryOut(scope, bulkId);
  return { id: bulkId, undoSeconds };
}
startForMany.spec = startMany.spec;

/** Gives many runs the same command. */
export async function tellMany(...[scope, input]: Parameters<typeof commandMany>): Promise<{ id: string }> {
  const { id: bulkId } = await commandMany(scope, input);
  await carryOut(scope, bulkId);
  return { id: bulkId };
}

const recordEverybody = operation({
  name: "bulk.everybody",
  role: "staff",
  input: Type.Object({ flowKey, occurrence: Type.String({ maxLength: 300 }) }, closed),
  run: async ({ flowKey: key, occurrence }) => {
    const flow = await flowByKey(key);
    const bulkId = newId("bulk");
    const what = { does: "start" as const, flowKey: key, flowName: flow.name, everybody: flow.subject, occurrence };
    await BulkModel.create([{ _id: bulkId, ...blank(), ...what }]);
    return { id: bulkId };
  },
});

/** Starts a flow for everybody it is about and who may enter. The same occurrence is begun once, whoever asks how often. */
export async function startEverybody(...[scope, input]: Parameters<typeof recordEverybody>): Promise<void> {
  try {
    const { id: bulkId } = await recordEverybody(scope, input);
    await carryOut(scope, bulkId);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** When Temporal is away the sweeper starts it later. */
const carryOut = (scope: Scope, bulkId: string) => startBulkWorkflow(scope.firmId, bulkId).catch(() => undefined);

/** Repeatable: while it goes on, it is not begun a second time. */
async function startBulkWorkflow(firmId: string, bulkId: string): Promise<void> {
  const { client, taskQueue } = temporal();
  await client.workflow.start("bulk", {
    workflowId: bulkId,
    taskQueue,
    args: [{ firmId, bulkId }],
    workflowIdConflictPolicy: "USE_EXISTING",
    workflowIdReusePolicy: "ALLOW_DUPLICATE",
    priority: { priorityKey: 5, fairnessKey: firmId },
  });
}

/** Sees to it that what was recorded, and has not moved for a while, is being carried out. */
export async function startPendingBulks(quietMs = 10_000): Promise<void> {
  const before = new Date(Date.now() - quietMs);
  const open = { state: { $in: ["working" as const, "undoing" as const] }, updatedAt: { $lte: before } };
  const waiting = await acrossFirms(() => BulkModel.find(open).limit(50).lean());
  for (const one of waiting as Stored<BulkRecord>[]) await startBulkWorkflow(one.firmId, one._id);
}

const endIt = operation({
  name: "bulk.end",
  role: "staff",
  input: Type.Object({ bulkId: id, undo: Type.Boolean() }, closed),
  run: async ({ bulkId, undo }) => {
    const job = (await BulkModel.findById(bulkId).lean()) as Stored<BulkRecord> | null;
    if (!job) throw notFound("This");
    const now = clock.now();
    if (undo && (!job.undoUntil || job.undoUntil <= now || job.state === "undoing" || job.state === "undone"))
      throw conflict(
        "too-late",
        "It is too late to take this back: messages may have left. Stop it, or take people out of the flow one by one.",
      );
    if (!undo && job.state !== "working") throw conflict("not-working", "This has come to its end already.");
    const undone = isWaiting(job, now) ? { state: "undone" as const, endedAt: now } : { state: "undoing" as const, upTo: "" };
    const ended = undo ? undone : { state: "stopped" as const, endedAt: now };
    await BulkModel.updateOne({ _id: bulkId }, { $set: ended });
    return { id: bulkId };
  },
});

/** Goes no further. What was done stays done. */
export const stopBulk = (scope: Scope, bulkId: string) => endIt(scope, { bulkId, undo: false });

/** Takes everybody out again while nothing has left: from this moment nothing does. */
export async function undoBulk(scope: Scope, bulkId: string): Promise<{ id: string }> {
  await endIt(scope, { bulkId, undo: true });
  await carryOut(scope, bulkId);
  return { id: bulkId };
}

/** In whose name it is done. */
export const scopeOfBulk = ({ firmId, by }: Stored<BulkRecord>): Scope => ({ firmId, actor: by as Actor });
