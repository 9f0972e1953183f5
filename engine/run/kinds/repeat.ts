import type { StepBehaviour } from "../behaviour.ts";
import { innermost } from "../regions.ts";

export const repeat: StepBehaviour<"repeat"> = {
  sameVisit: (_run, token) => {
    const frame = innermost(token);
    return frame?.s === token.step ? frame.v : null;
  },
  arrive: (run, token, step) => {
    const frame = innermost(token);
    const again = frame?.s === token.step;
    const done = again && frame ? frame.b + 1 : 0;
    const over = (step.times !== undefined && done >= step.times) || (step.until !== undefined && run.holds(step.until));
    if (over || (step.times === undefined && step.until === undefined)) {
      if (again) token.path = token.path?.slice(0, -1) ?? [];
      run.write("branched", token, { to: step.next, data: { times: done } });
      return run.leave(token, "next");
    }
    if (again && frame) frame.b = done;
    else token.path = [...(token.path ?? []), { s: token.step, v: token.visit, b: 0 }];
    run.write("entered", token, { to: step.body, data: { time: done + 1 } });
    run.leave(token, "body");
  },
};
