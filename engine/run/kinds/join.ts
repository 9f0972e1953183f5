import type { StepBehaviour } from "../behaviour.ts";
import { dropRegion, innermost } from "../regions.ts";
import { visitsOf } from "../visits.ts";

export const join: StepBehaviour<"join"> = {
  // All branches of one passage arrive in one visit.
  sameVisit: (run, token) => {
    const frame = innermost(token);
    const others = frame && run.state.joins[`${frame.s}.${frame.v}`];
    return others ? visitsOf(run.definition, run.state, token.step) : null;
  },
  arrive: (run, token, step) => {
    const frame = innermost(token);
    const parallel = frame && run.step(frame.s);
    if (!frame || parallel?.kind !== "parallel" || parallel.join !== token.step) {
      run.write("joined", token);
      return run.leave(token);
    }
    const key = `${frame.s}.${frame.v}`;
    const arrived = [...(run.state.joins[key] ?? []), frame.b];
    const path = token.path ?? [];
    if (step.need !== "any" && arrived.length < parallel.branches.length) {
      run.state.joins[key] = arrived;
      run.state.tokens = run.state.tokens.filter((other) => other !== token);
      return;
    }
    // The first or the last to arrive goes on; with `any`, the other branches end here (rule 9).
    dropRegion(run, path, token);
    token.path = path.slice(0, -1);
    run.write("joined", token);
    run.leave(token);
  },
};
