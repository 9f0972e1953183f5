import type { Stored } from "../base/index.ts";
import type { RunRecord } from "./model.ts";

export interface RunsAsked {
  flowKey?: string;
  status?: RunRecord["status"] | "open";
  step?: string;
}
type Run = Pick<Stored<RunRecord>, "flowKey" | "status" | "needsAttention" | "position">;

/** Where runs are looked for, each time within a window of `startedAt`, and what is asked of those found there. */
export interface Looks {
  looks: Record<string, unknown>[];
  /** Absent where all that is found is wanted. */
  fits?: (run: Run) => boolean;
}

/**
 * Looks that an index answers. The embedded database follows one only for equalities and one range that it has all of, in this order, and
 * never for `$or` and `$and`: so each look is such a question, and the rest is sorted out among the few that are found. `whose` is given
 * for a subject's runs.
 */
export function looksFor({ flowKey, status, step }: RunsAsked, whose?: Record<string, unknown>[]): Looks {
  const fits = (run: Run) =>
    (!flowKey || run.flowKey === flowKey) && hasStatus(run, status) && (!step || run.position.some((one) => one.step === step));
  if (whose) return flowKey || status || step ? { looks: whose, fits } : { looks: whose };
  if (flowKey && step) return { looks: [{ flowKey, "position.step": step }], ...(status ? { fits } : {}) };
  if (status === "attention") return { looks: [{ needsAttention: true }], ...(flowKey || step ? { fits } : {}) };
  const statuses = status === "open" ? (["running", "held", "attention"] as const) : status ? [status] : [undefined];
  const looks = statuses.map((one) => ({ ...(flowKey ? { flowKey } : {}), ...(one ? { status: one } : {}) }));
  return step ? { looks, fits } : { looks };
}

function hasStatus(run: Run, status: RunsAsked["status"]): boolean {
  if (!status) return true;
  if (status === "open") return run.status !== "ended";
  return status === "attention" ? run.needsAttention : run.status === status;
}
