import type { StepId, WaitForEvent } from "../../definition/types.ts";
import { type Awaited, journalData, type StepBehaviour } from "../behaviour.ts";
import { asEvent, keptFor } from "../kept.ts";
import type { Running } from "../running.ts";
import type { Tok } from "../state.ts";
import type { RunEvent } from "../types.ts";
import { park, parkAnew, timedOut, waited } from "../waiting.ts";

export const waitForEvent: StepBehaviour<"waitForEvent"> = {
  awaits: awaited,
  arrive: (run, token, step) => {
    if (takeKept(run, token, step)) return;
    run.state.past[token.step] = run.state.heard;
    park(run, token, step.timeout);
  },
  hear: (run, token, step, event) => {
    take(run, token, step, event, event.at);
  },
  due: timedOut,
  moved: (run, token, step) => {
    if (!takeKept(run, token, step)) parkAnew(run, token, step.timeout);
  },
  complete: (run, token, step, command, by) => {
    run.write("completed", token, { by, data: { how: command.how, ...journalData(command.data) } });
    waited(token, run.at);
    run.leave(token, awaited(step)[0]?.outlet);
    return true;
  },
};

/** The events this step takes, and where each leads. */
function awaited(step: WaitForEvent): Awaited[] {
  const events: { event: string; where?: Awaited["where"]; next?: StepId }[] =
    step.events ?? (step.event === undefined ? [] : [{ event: step.event, ...(step.where ? { where: step.where } : {}) }]);
  return events.map((entry, index) => ({
    event: entry.event,
    ...(entry.where ? { where: entry.where } : {}),
    outlet: step.events && entry.next ? `events/${index}` : "next",
  }));
}

function takeKept(run: Running, token: Tok, step: WaitForEvent): boolean {
  return keptFor(run, token.step).some((kept) => take(run, token, step, asEvent(kept), run.at));
}

/** Takes the event if it is one of those awaited; each is used once, because later visits only look at events heard since. */
function take(run: Running, token: Tok, step: WaitForEvent, event: RunEvent, planned: string): boolean {
  const match = awaited(step).find((one) => one.event === event.type && run.holds(one.where, event));
  if (!match) return false;
  run.state.past[token.step] = run.state.heard;
  run.write("woke", token, { data: { event: event.type, eventId: event.id } });
  waited(token, planned);
  run.leave(token, match.outlet);
  return true;
}
