import type { StepBehaviour } from "../behaviour.ts";
import { factsRead } from "../factsRead.ts";

export const branch: StepBehaviour<"branch"> = {
  arrive: (run, token, step) => {
    const index = step.cases.findIndex((one) => run.holds(one.when));
    const chosen = step.cases[index];
    const outlet = chosen ? `cases/${index}` : "otherwise";
    const asked = step.cases.slice(0, chosen ? index + 1 : undefined).map((one) => one.when);
    const facts = factsRead(asked, run.facts());
    run.write("branched", token, {
      to: chosen?.next ?? step.otherwise,
      data: { outlet, ...(chosen?.name ? { name: chosen.name } : {}), ...(facts.length ? { facts } : {}) },
    });
    run.leave(token, outlet);
  },
};
