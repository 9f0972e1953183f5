import Type from "typebox";
import { position } from "../../engine/run/positions.ts";
import type { Advanced, JournalEntry } from "../../engine/run/types.ts";
import { clock, newId, notFound, operation, type Stored } from "../base/index.ts";
import { emit } from "../events/index.ts";
import { JournalModel, RunModel, type RunRecord, TakenModel } from "./model.ts";
import type { MoveAnswer } from "./protocol.ts";

/** What taking an input came to, as it is told to whoever asks, once or again. */
export interface Taken {
  took: string;
  advanced: Omit<Advanced, "journal"> & { moved?: MoveAnswer };
}

/** The version a run is on from now on, and what it listens for. */
export interface OnVersion {
  version?: number;
  definitionHash?: string;
  listens: string[];
}

/**
 * Writes what an input came to: the journal's lines, where the run stands and the tick, in one transaction. Under (run, tick) it is
 * written once: a second attempt is told what the first one came to, so that decisions are never made twice.
 */
export const recordAdvance = operation({
  name: "runs.recordAdvance",
  role: "owner",
  input: Type.Object({
    runId: Type.String(),
    tick: Type.Integer(),
    took: Type.String(),
    /** The run as it was read at this tick. */
    before: Type.Unsafe<Stored<RunRecord>>({}),
    advanced: Type.Unsafe<Advanced & { moved?: MoveAnswer }>({}),
    onVersion: Type.Optional(Type.Unsafe<OnVersion>({})),
  }),
  run: async ({ runId, tick, took, before, advanced: { journal, ...advanced }, onVersion }): Promise<Taken> => {
    const written = await RunModel.updateOne({ _id: runId, tick }, standingAt(tick + 1, took, advanced, onVersion));
    if (!written.matchedCount) return await tookBefore(runId, tick);
    if (before.took && before.advanced)
      await TakenModel.create([{ _id: takenId(runId, tick - 1), took: before.took, advanced: before.advanced, at: clock.now() }]);
    if (journal.length) await JournalModel.insertMany(journal.map((entry) => lineOf(runId, entry)));
    if (advanced.state.status === "ended") await tellEnd(before, advanced.state.outcome ?? "ended");
    return { took, advanced };
  },
});

function standingAt(tick: number, took: string, advanced: Taken["advanced"], onVersion?: OnVersion): Record<string, unknown> {
  const { state, wakeAt } = advanced;
  const ended = state.status === "ended";
  const places = ended ? [] : position(state);
  return {
    $set: {
      tick,
      took,
      advanced: JSON.stringify(advanced),
      status: state.status,
      needsAttention: places.some((one) => one.state === "attention"),
      workflow: "started",
      seq: state.seq,
      counting: "due",
      position: places,
      ...onVersion,
      ...(wakeAt ? { wakeAt: new Date(wakeAt) } : {}),
      ...(ended ? { outcome: state.outcome ?? "ended", endedAt: clock.now() } : {}),
    },
    $unset: { ...(wakeAt ? {} : { wakeAt: 1 }), ...(ended ? { openKey: 1 } : {}) },
  };
}

function lineOf(runId: string, entry: JournalEntry) {
  return { _id: newId("journal"), runId, ...entry, at: new Date(entry.at), recordedAt: clock.now() };
}

async function tellEnd(run: Stored<RunRecord>, outcome: string): Promise<void> {
  await emit({
    type: "run.ended",
    ...(run.contactId ? { contactId: run.contactId } : {}),
    ...(run.matterId ? { matterId: run.matterId } : {}),
    ...(run.occasionId ? { occasionId: run.occasionId } : {}),
    data: { flow: run.flowKey, outcome, run: run._id },
  });
}

/** What was taken at this tick by an attempt whose answer got lost. Within a scope. */
export async function tookBefore(runId: string, tick: number): Promise<Taken> {
  const run = await RunModel.findById(runId, { tick: 1, took: 1, advanced: 1 }).lean();
  if (!run) throw notFound("This run");
  // One workflow task may take several inputs; when it is lost, the next begins again at the first of them.
  const answer = run.tick === tick + 1 ? run : await TakenModel.findById(takenId(runId, tick), { took: 1, advanced: 1 }).lean();
  if (!answer?.advanced || !answer.took) throw new Error(`Run ${runId} has taken ${run.tick} inputs; its workflow knows of ${tick}.`);
  return { took: answer.took, advanced: JSON.parse(answer.advanced) as Taken["advanced"] };
}
const takenId = (runId: string, tick: number) => `${runId}:${tick}`;
