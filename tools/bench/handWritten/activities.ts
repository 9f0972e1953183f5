import { runScope, type Stored, withScope } from "../../../domain/base/index.ts";
import { versionOf } from "../../../domain/flows/index.ts";
import { RunModel, type RunRecord, recordAdvance, subjectOf } from "../../../domain/runs/index.ts";
import { start } from "../../../engine/run/index.ts";

export interface JournalRequest {
  firmId: string;
  runId: string;
  flowKey: string;
  tick: number;
  what: "woke" | "sent";
  step: string;
}

/** The very journal write of a run: two lines and where it stands, in one transaction. */
export async function journal({ firmId, runId, tick, what, step }: JournalRequest): Promise<void> {
  const scope = runScope(firmId, runId, "Hand-written");
  await withScope(scope, async () => {
    const run = await RunModel.findById(runId).lean();
    if (!run) throw new Error("No such run.");
    const { definition } = await versionOf(run.flowKey, run.version);
    const at = new Date().toISOString();
    const state = { ...start(definition, { runId, subject: subjectOf(run) }), seq: (tick + 1) * 2 };
    state.tokens = [{ id: "t1", step, visit: 1, at }];
    const lines = [
      { seq: tick * 2 + 1, at, what, step, visit: 1 },
      { seq: tick * 2 + 2, at, what: "waiting" as const, step, visit: 1 },
    ];
    await recordAdvance(scope, {
      runId,
      tick,
      took: `hand:${tick}`,
      before: run as Stored<RunRecord>,
      advanced: { state, effects: [], wakeAt: at, journal: lines },
    });
  });
}
