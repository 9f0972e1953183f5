import { dropRegion, innermost } from "../run/regions.ts";
import { visitsOf } from "../run/visits.ts";
import { choice, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";

export const join: StepKind<"join"> = {
  kind: "join",
  label: "Join",
  intent: "decide",
  about: "Where the branches of a parallel step meet.",
  fields: {
    need: choice(["all", "any"], "Goes on with", "`all`: when every branch has arrived. `any`: when the first arrives; the others end."),
    next: NEXT,
  },
  required: ["need", "next"],
  fresh: () => ({ kind: "join", need: "all" }),
  outlets: (step) => [required("next", "Then", step.next)],
  summary: (step) => (step.need === "any" ? "Go on with the first to arrive" : "Go on when all have arrived"),
  behaviour: {
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
  },
};
