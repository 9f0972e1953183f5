import type { StepBehaviour } from "../behaviour.ts";
import { allSettled, inFlight } from "../effects.ts";
import { issueAll } from "../moves.ts";
import type { Running } from "../running.ts";
import { params } from "../sending.ts";
import type { Tok } from "../state.ts";
import type { Json, RunEvent } from "../types.ts";
import { park, parkAnew, timedOut, waited } from "../waiting.ts";

export const approve: StepBehaviour<"approve"> = {
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
