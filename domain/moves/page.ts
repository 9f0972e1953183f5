import { clock, DomainError, newId, type Stored, systemScope, withScope } from "../base/index.ts";
import { type MoveAnswer, moveRun, tellRun } from "../runs/index.ts";
import { pageSize, scopeOfMove } from "./begin.ts";
import { LeftBehindModel, MoveModel, MovePageModel, type MoveRecord } from "./model.ts";

const lanes = 8;
/** How many are moved each second: what is due at once for many must not all come due at once. */
const perSecond = (): number => Number(process.env.FIRMFLOW_MOVES_PER_SECOND ?? 20);
/** Between two looks at those that wait for something in flight. */
const lookAgainMs = 2_000;

/** Does the next page of a move. `more`: there may be another, after so many milliseconds. Repeatable at any point. */
export function movePage(firmId: string, moveId: string): Promise<{ more: boolean; waitMs: number }> {
  return withScope(systemScope(firmId), async () => {
    const move = (await MoveModel.findById(moveId).lean()) as Stored<MoveRecord> | null;
    if (move?.state !== "working") return { more: false, waitMs: 0 };
    const began = Date.now();
    const page = await MovePageModel.findOne({ moveId, n: move.upTo }).lean();
    if (!page) return await lookAtWaiting(move);
    await inLanes(page.runIds, (runId) => moveOne(move, runId));
    // Stopped, or done by another attempt meanwhile: nothing is counted twice.
    await MoveModel.updateOne(standing(move), { $set: { upTo: move.upTo + 1 }, $inc: { processed: page.runIds.length } });
    return { more: true, waitMs: Math.max(0, (page.runIds.length / perSecond()) * 1000 - (Date.now() - began)) };
  });
}

const standing = ({ _id, state, upTo }: Stored<MoveRecord>) => ({ _id, state, upTo });

/** Those that were busy move by themselves when what was in flight is settled; each ends moved or refused. */
async function lookAtWaiting(move: Stored<MoveRecord>): Promise<{ more: boolean; waitMs: number }> {
  const waiting = await LeftBehindModel.find({ moveId: move._id, state: "waits" }, { runId: 1 }).limit(pageSize).lean();
  await inLanes(
    waiting.map((one) => one.runId),
    (runId) => moveOne(move, runId),
  );
  if (waiting.length) return { more: true, waitMs: lookAgainMs };
  await MoveModel.updateOne(standing(move), { $set: { state: "done", endedAt: clock.now() } });
  return { more: false, waitMs: 0 };
}

async function moveOne(move: Stored<MoveRecord>, runId: string): Promise<void> {
  const { became, why, version } = await answerOf(move, runId);
  const place = { moveId: move._id, runId };
  // An attempt before this one moved it, and its answer was lost; or it has moved by itself.
  if (became === "moved" || (move.how === "move" && version === move.to)) {
    await LeftBehindModel.deleteOne(place);
    return;
  }
  const said = became === "waits" ? "It moves as soon as what is being done for it is settled." : (why ?? "It could not be moved.");
  await LeftBehindModel.updateOne(place, { $set: { state: became, why: said }, $setOnInsert: { _id: newId("move") } }, { upsert: true });
}

/** What the domain refuses is for staff to read; everything else is tried again. */
async function answerOf(move: Stored<MoveRecord>, runId: string): Promise<MoveAnswer> {
  const scope = scopeOfMove(move);
  try {
    if (move.how === "move") return await moveRun(scope, runId, { to: move.to, mapping: move.mapping });
    await tellRun({ ...scope, idempotencyKey: move._id }, runId, {
      do: "cancel",
      reason: `Taken out of the flow with version ${move.to}.`,
    });
    return { became: "moved", version: move.to };
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) {
      const over = move.how === "end" && error.code === "run-ended";
      return over ? { became: "moved", version: move.to } : { became: "refused", version: 0, why: error.message };
    }
    throw error;
  }
}

async function inLanes(ids: string[], one: (id: string) => Promise<void>): Promise<void> {
  const queue = [...ids];
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
