import { nameOf, pointer, problem } from "../definition/problem.ts";
import { allSettled, inFlight } from "../run/effects.ts";
import { issueAll } from "../run/moves.ts";
import type { Running } from "../run/running.ts";
import { params } from "../run/sending.ts";
import type { Tok } from "../run/state.ts";
import type { Json, RunEvent } from "../run/types.ts";
import { park, parkAnew, timedOut, waited } from "../run/waiting.ts";
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
  behaviour: {
    says: "requested",
    arrive: issueAll,
    wanted: (_run, _token, step) => [{ part: "ask", kind: "approve", params: params({ by: step.by, what: step.what }) }],
    listens: () => ["task.completed"],
    done: (_run, token, _step, result) => {
      const taskId = result.data?.["taskId"];
      token.mem = { ...token.mem, ...(typeof taskId === "string" ? { taskId } : {}) };
    },
    settled: (run, token, step) => park(run, token, step.timeout),
    due: timedOut,
    moved: (run, token, step) => {
      if (allSettled(token)) parkAnew(run, token, step.timeout);
    },
    hear: (run, token, _step, event) => {
      if (event.type !== "task.completed" || inFlight(token) || !isOurs(token, event)) return;
      const { outcome, by, reason, edited } = event.data;
      decided(run, token, { outcome, by: said(by), reason: said(reason), edited: edited === true, at: event.at });
    },
    complete: (run, token, _step, command, by) => {
      if (inFlight(token)) return false;
      decided(run, token, { outcome: command.data?.["outcome"] ?? command.how, by, reason: said(command.data?.["reason"]), at: run.at });
      return true;
    },
  },
};

/** The task that asks for approval; scripts, which have no ids, name the step. */
function isOurs(token: Tok, event: RunEvent): boolean {
  const known = token.mem?.["taskId"];
  return known === undefined
    ? event.data["step"] === token.step
    : (event.data["task"] ?? event.data["taskId"] ?? event.data["id"]) === known;
}

interface Decided {
  outcome: Json | undefined;
  /** Who decided, and why where they said so. */
  by?: string | undefined;
  reason?: string | undefined;
  /** What leaves is not quite what was composed. */
  edited?: boolean;
  at: string;
}

function decided(run: Running, token: Tok, { outcome, by, reason, edited, at }: Decided): void {
  const rejected = outcome === "rejected";
  run.write(rejected ? "rejected" : "approved", token, { by, reason, ...(edited && !rejected ? { data: { edited } } : {}) });
  waited(token, at);
  run.leave(token, rejected ? "onRejected" : "next");
}

const said = (value: Json | undefined): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
