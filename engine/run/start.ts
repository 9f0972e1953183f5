import type { Definition, StepId } from "../definition/types.ts";
import type { Inner } from "./state.ts";
import type { RunState, RunSubject } from "./types.ts";

export interface StartOptions {
  runId: string;
  subject: RunSubject;
  /** Started by hand or in bulk: no message to the client for so many seconds, so that it can be undone (rule 11). */
  undoSeconds?: number;
  /** Scripts only: which arm each `split` takes. */
  arms?: Record<StepId, number>;
}

/** The state of a run that has not begun. The `start` input to `advance` begins it. */
export function start(definition: Definition, options: StartOptions): RunState {
  const state: Inner = {
    format: "firmflow-run/1",
    runId: options.runId,
    subject: options.subject,
    status: "running",
    seq: 0,
    tokens: [{ id: "t1", step: definition.start, visit: 0, at: "", planned: "" }],
    watermarks: {},
    tokenCount: 1,
    once: "",
    visits: {},
    heard: 0,
    kept: [],
    past: {},
    asks: [],
    joins: {},
    results: {},
    ...(options.undoSeconds ? { quietSeconds: options.undoSeconds } : {}),
    ...(options.arms ? { arms: options.arms } : {}),
  };
  return state;
}
