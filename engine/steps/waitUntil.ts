import { pathsOf } from "../conditions/index.ts";
import type { WaitUntil } from "../definition/types.ts";
import { changesOf } from "../run/analysis.ts";
import type { Running } from "../run/running.ts";
import type { Tok } from "../run/state.ts";
import { park, parkAnew, timedOut, waited } from "../run/waiting.ts";
import { field, NEXT, ON_TIMEOUT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { checkTimeout, timeoutOutlet } from "./timeouts.ts";
import { line, spoken } from "./words.ts";

export const waitUntil: StepKind<"waitUntil"> = {
  kind: "waitUntil",
  label: "Wait until",
  intent: "wait",
  about: "Waits until a condition on the contact, matter, occasion, variables or earlier steps becomes true.",
  fields: {
    when: field("condition", "Condition", "JsonLogic over contact, matter, occasion, vars and steps."),
    timeout: field("duration", "Give up after", "How long to wait."),
    onTimeout: ON_TIMEOUT,
    next: NEXT,
  },
  required: ["when", "next"],
  fresh: () => ({ kind: "waitUntil", when: {} }),
  outlets: (step) => [required("next", "True", step.next), ...timeoutOutlet(step)],
  check: checkTimeout,
  summary: (step) => line("Wait until a condition is true", step.timeout && `at most ${spoken(step.timeout)}`),
  behaviour: {
    listens: (step) => changesOf(pathsOf(step.when)),
    arrive: (run, token, step) => {
      if (!passes(run, token, step)) park(run, token, step.timeout);
    },
    look: passes,
    moved: (run, token, step) => {
      if (!passes(run, token, step)) parkAnew(run, token, step.timeout);
    },
    due: timedOut,
  },
};

function passes(run: Running, token: Tok, step: WaitUntil): boolean {
  if (!run.holds(step.when)) return false;
  run.write("woke", token);
  waited(token, run.at);
  run.leave(token);
  return true;
}
