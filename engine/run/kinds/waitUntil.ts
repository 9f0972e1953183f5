import { countsDays, pathsOf } from "../../conditions/index.ts";
import type { WaitUntil } from "../../definition/types.ts";
import { instantOf, msOf, nextDay } from "../../time/index.ts";
import { changesOf } from "../analysis.ts";
import { journalData, type StepBehaviour } from "../behaviour.ts";
import type { Running } from "../running.ts";
import type { Tok } from "../state.ts";
import type { Instant } from "../types.ts";
import { park, parkAnew, timedOut, waited } from "../waiting.ts";

export const waitUntil: StepBehaviour<"waitUntil"> = {
  listens: (step) => changesOf(pathsOf(step.when)),
  arrive: (run, token, step) => {
    if (passes(run, token, step)) return;
    park(run, token, step.timeout);
    watchDays(run, token, step);
  },
  look: (run, token, step) => {
    if (!passes(run, token, step) && msOf(dayWatched(token)) <= msOf(run.at)) watchDays(run, token, step);
  },
  looksAgain: dayWatched,
  moved: (run, token, step) => {
    if (passes(run, token, step)) return;
    parkAnew(run, token, step.timeout);
    watchDays(run, token, step);
  },
  due: timedOut,
  complete: (run, token, _step, command, by) => {
    run.write("completed", token, { by, data: { how: command.how, ...journalData(command.data) } });
    waited(token, run.at);
    run.leave(token);
    return true;
  },
};

function passes(run: Running, token: Tok, step: WaitUntil): boolean {
  if (!run.holds(step.when)) return false;
  run.write("woke", token);
  waited(token, run.at);
  run.leave(token);
  return true;
}

/** A condition that counts days may become true when the next one begins, though nothing happens. */
function watchDays(run: Running, token: Tok, { when }: WaitUntil): void {
  if (countsDays(when)) token.mem = { ...token.mem, day: instantOf(nextDay(msOf(run.at), run.zone())) };
  else delete token.mem;
}

function dayWatched({ mem }: Tok): Instant | undefined {
  const day = mem?.["day"];
  return typeof day === "string" ? day : undefined;
}
