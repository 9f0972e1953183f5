import { field, NEXT, ON_TIMEOUT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { checkTimeout, timeoutOutlet } from "./timeouts.ts";
import { line, spoken } from "./words.ts";

export const waitUntil: StepKind<"waitUntil"> = {
  kind: "waitUntil",
  label: "Wait until",
  intent: "wait",
  about:
    "Waits until a condition on the contact, matter, occasion, variables or earlier steps becomes true. One that counts days is looked at as each day begins.",
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
};
