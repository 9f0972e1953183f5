import { nameOf, pointer, problem } from "../definition/problem.ts";
import { field, NEXT, ON_TIMEOUT, outletField } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { checkTimeout, timeoutOutlet } from "./timeouts.ts";
import { line, quoted, spoken } from "./words.ts";

/** Kinds with something to look at before it leaves. */
const APPROVABLE = ["sendEmail", "sendText", "makeDocument", "requestForm", "requestFiles", "requestSignature", "offerAppointment"];

export const approve: StepKind<"approve"> = {
  kind: "approve",
  label: "Approve",
  intent: "decide",
  about: "Shows a message or document to a member of staff, who approves, edits or rejects it.",
  fields: {
    by: field("name", "By", "`assignee`, a role, or the id of a member of staff."),
    what: field("stepId", "What", "The step whose message or document is to be approved."),
    timeout: field("duration", "Give up after", "How long to wait for an answer."),
    onTimeout: ON_TIMEOUT,
    onRejected: outletField("If rejected", "Where to go when it is rejected."),
    next: NEXT,
  },
  required: ["by", "what", "onRejected", "next"],
  fresh: () => ({ kind: "approve", by: "assignee", what: "", onRejected: "" }),
  outlets: (step) => [required("next", "Approved", step.next), required("onRejected", "Rejected", step.onRejected), ...timeoutOutlet(step)],
  check: (step, id, steps) => {
    const timeout = checkTimeout(step, id);
    const what = Object.hasOwn(steps, step.what) ? steps[step.what] : undefined;
    if (what === undefined || APPROVABLE.includes(what.kind)) return timeout;
    const message = `Step ${nameOf(id, step)} approves ${nameOf(step.what, what)}, which is neither a message nor a document. Choose one that is.`;
    return [...timeout, problem(id, pointer("steps", id, "what"), "wrongKindOfStep", message)];
  },
  summary: (step) => line(`${step.by || "…"} approves ${quoted(step.what)}`, step.timeout && `within ${spoken(step.timeout)}`),
};
