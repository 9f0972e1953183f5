import type { Condition, Definition, Exit, Goal } from "../definition/types.ts";
import { letGo } from "./effects.ts";
import type { Running } from "./running.ts";
import type { RunEvent } from "./types.ts";

/** Exits and goals (rule 5): exit beats goal. */

type Holds = (condition: Condition | undefined, event?: RunEvent) => boolean;

/** The exit that applies now, and for `on` exits because of this event. */
export function exitReached(definition: Definition, holds: Holds, event?: RunEvent): Exit | undefined {
  return (definition.exits ?? []).find((exit) => {
    if ("when" in exit) return Object.keys(exit.when ?? {}).length > 0 && holds(exit.when);
    return event !== undefined && exit.on === event.type && holds(exit.where, event);
  });
}

/** The goal this event reaches. */
export function goalReached(definition: Definition, holds: Holds, event: RunEvent): Goal | undefined {
  return (definition.goals ?? []).find((goal) => goal.on === event.type && holds(goal.where, event));
}

/** Leaves the run by an exit, if one applies. */
export function testExits(run: Running, event?: RunEvent): boolean {
  const exit = exitReached(run.definition, (condition, of) => run.holds(condition, of), event);
  if (!exit) return false;
  run.write("exited", null, { reason: exit.name ?? exit.id, data: { exit: exit.id, ...(event ? { event: event.type } : {}) } });
  endRun(run, "exited");
  return true;
}

/** Ends the run at a goal, or moves it to the goal's step in place of every other token. */
export function testGoals(run: Running, event: RunEvent): boolean {
  const goal = goalReached(run.definition, (condition, of) => run.holds(condition, of), event);
  if (!goal) return false;
  const said = { reason: goal.name ?? goal.id, data: { goal: goal.id, event: event.type } };
  if (goal.then === "end") {
    run.write("goal", null, said);
    endRun(run, "goal");
    return true;
  }
  run.write("goal", null, { ...said, to: goal.then });
  dropAll(run);
  run.send(run.newToken(goal.then, event.at), goal.then);
  return true;
}

/** Every token and request goes; what is in flight finishes and leads nowhere. */
export function dropAll(run: Running): void {
  for (const token of run.state.tokens) letGo(run, token);
  for (const ask of run.state.asks) {
    letGo(run, ask);
    ask.gone = true;
    delete ask.token;
    delete ask.att;
  }
  run.state.tokens = [];
  run.state.joins = {};
  run.moving.length = 0;
}

/** Ends the run; effects in flight may still report before it is over. */
export function endRun(run: Running, outcome: string, place?: { step: string; visit: number }): void {
  if (run.ended) return;
  dropAll(run);
  run.state.ending = { outcome, ...(place ? { step: place.step, visit: place.visit } : {}) };
  delete run.state.hold;
  finishIfDone(run);
}

/** Nobody restored the person it is about. */
export function endWithoutThem(run: Running): void {
  run.write("stopped", null, { reason: "The person was deleted and not restored." });
  endRun(run, "cancelled");
}

export function finishIfDone(run: Running): void {
  const { ending, loose } = run.state;
  if (!ending || (loose && loose.length > 0)) return;
  const place = ending.step ? { step: ending.step, visit: ending.visit ?? 1 } : null;
  run.write("ended", place, { outcome: ending.outcome });
  Object.assign(run.state, { status: "ended", outcome: ending.outcome, kept: [], asks: [], joins: {}, past: {} });
  for (const key of ["ending", "loose", "early", "hold", "heldSince", "quietUntil", "moving"]) delete run.state[key];
}
