import { pathsOf } from "../../conditions/index.ts";
import type { WaitUntil } from "../../definition/types.ts";
import { changesOf } from "../analysis.ts";
import { journalData, type StepBehaviour } from "../behaviour.ts";
import type { Running } from "../running.ts";
import type { Tok } from "../state.ts";
import { park, parkAnew, timedOut, waited } from "../waiting.ts";

export const waitUntil: StepBehaviour<"waitUntil"> = {
  listens: (step) => changesOf(pathsOf(step.when)),
  arrive: (run, token, step) => {
    if (!passes(run, token, step)) park(run, token, step.timeout);
  },
  look: passes,
  moved: (run, token, step) => {
    if (!passes(run, token, step)) parkAnew(run, token, step.timeout);
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
