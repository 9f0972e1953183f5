import { canonicalJson } from "../../definition/hash.ts";
import type { Definition, StepId } from "../../definition/types.ts";
import { outletsOf } from "../../steps/index.ts";
import { framesOf } from "../regions.ts";
import { versionDiff, withoutWays } from "./diff.ts";
import { stepIn } from "./refusals.ts";

/** Where those at a step that is gone could go; none when nothing suggests itself. */
export interface Proposal {
  step: StepId;
  to: StepId | null;
  /** `same`: a new step that is the same but for its id. `next`: the next step on the way that there still is. */
  why: "same" | "next" | "none";
}

/** A place for each removed step. Steps that are in both versions keep their people by id and are not named. */
export function proposeMapping(from: Definition, to: Definition): Proposal[] {
  const { added, removed } = versionDiff(from, to);
  return removed.map((step) => {
    const renamed = added.find((id) => sameContent(from, step, to, id));
    if (renamed !== undefined) return { step, to: renamed, why: "same" };
    const next = nextKept(from, to, step);
    return next === undefined ? { step, to: null, why: "none" } : { step, to: next, why: "next" };
  });
}

function sameContent(from: Definition, step: StepId, to: Definition, other: StepId): boolean {
  const [before, after] = [stepIn(from, step), stepIn(to, other)];
  if (!before || !after) return false;
  const depth = framesOf(from, step).length === framesOf(to, other).length;
  return depth && canonicalJson(withoutWays(before)) === canonicalJson(withoutWays(after));
}

/** The nearest step on the way on that the new version has outside of parallels and repeats: `next` before other ways. */
function nextKept(from: Definition, to: Definition, step: StepId): StepId | undefined {
  const seen = new Set<StepId>([step]);
  const open: StepId[] = [step];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (id !== step && stepIn(to, id) && framesOf(to, id).length === 0) return id;
    const known = stepIn(from, id);
    for (const way of known ? outletsOf(known) : []) {
      if (way.to === null || seen.has(way.to)) continue;
      seen.add(way.to);
      open.push(way.to);
    }
  }
  return undefined;
}
