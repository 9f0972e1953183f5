import type { Definition } from "../definition/types.ts";
import { msOf } from "../time/index.ts";
import { fitInto } from "./budget.ts";
import { logicalTime } from "./clock.ts";
import { obey } from "./commands.ts";
import { testExits } from "./ends.ts";
import { hear, isNew, isOurs } from "./events.ts";
import { holdInForce, holdLifted } from "./holds.ts";
import { lookAround } from "./looking.ts";
import { settle } from "./moves.ts";
import { takeResult } from "./results.ts";
import { Running } from "./running.ts";
import type { Inner, Tok } from "./state.ts";
import { allowForOutage, reaskHeld, reaskLater, runDue, wakeAt } from "./timers.ts";
import type { Advanced, Facts, Input, Instant, JournalEntry, RunEvent, RunState } from "./types.ts";

/**
 * The whole behaviour of a run: a state, an input, the facts as read just now and the time, to the next state, the effects to carry out,
 * the next wake-up and the journal's lines. Pure and total: nothing is changed in place, nothing is thrown; a finished run ignores
 * everything. `now` is the real time in UTC, not the logical one.
 */
export function advance(definition: Definition, state: RunState, input: Input, facts: Facts, now: Instant): Advanced {
  if (state.status === "ended") return { state, effects: [], wakeAt: null, journal: [] };
  try {
    const run = new Running(definition, copy(state), facts, msOf(now));
    take(run, input);
    return finish(run);
  } catch (error) {
    return inconsistent(state, error, now);
  }
}

function copy(state: RunState): Inner {
  return JSON.parse(JSON.stringify(state)) as Inner;
}

function take(run: Running, input: Input): void {
  if (!run.state.begun && run.state.ending === undefined) begin(run, input.type === "start" ? input : {});
  noticeHold(run);
  if (run.state.ending !== undefined && input.type !== "effect") return;
  switch (input.type) {
    case "start":
      break;
    case "event":
      takeEvent(run, input.event);
      break;
    case "timer":
      allowForOutage(run);
      runDue(run, run.now, true);
      break;
    case "effect":
      takeResult(run, input.key, input.result);
      break;
    case "command":
      run.at = logicalTime(input.at, run.now);
      obey(run, input.command, input.by);
      settle(run);
      // Whatever fell due while the run was held is decided on now (rule 7).
      if (input.command.do === "resume" && !run.ended) catchUp(run);
      break;
    case "released":
      run.at = logicalTime(input.at, run.now);
      released(run, input.since);
      break;
    case "calendar":
      run.at = logicalTime(input.at, run.now);
      reaskLater(run);
      break;
    default:
      input satisfies never;
  }
  settle(run);
  if (run.ended) return;
  lookAround(run);
  settle(run);
}

function catchUp(run: Running): void {
  lookAround(run);
  settle(run);
  runDue(run, run.now, true);
}

function begin(run: Running, input: { event?: RunEvent; by?: string }): void {
  const { event, by } = input;
  if (event) {
    run.at = logicalTime(event.at, run.now);
    run.state.startedBy = event.id;
    isNew(run.state, event);
    if (event.stream !== undefined && typeof event.seq === "number") run.state.watermarks[event.stream] = event.seq;
    keepStartEvent(run, event);
  }
  run.state.begun = run.at;
  const [token] = run.state.tokens;
  run.write(
    "entered",
    { step: run.definition.start, visit: 1 },
    { by, data: event ? { event: event.type, eventId: event.id } : undefined },
  );
  if (!token) return;
  token.planned = event?.at ?? run.at;
  if (run.state.quietSeconds) run.state.quietUntil = new Date(msOf(run.at) + run.state.quietSeconds * 1000).toISOString();
  if (testExits(run)) return;
  run.send(token, run.definition.start);
  settle(run);
}

/** What started the run stays to be read as `vars.event.…`: which invoice, which form. Short values only. */
function keepStartEvent(run: Running, event: RunEvent): void {
  const short = Object.entries(event.data ?? {}).filter(
    ([, value]) => typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && value.length <= 300),
  );
  if (short.length > 0) run.state.vars = { ...run.state.vars, event: Object.fromEntries(short) };
}

function takeEvent(run: Running, event: RunEvent): void {
  if (!isNew(run.state, event) || !isOurs(run.state, event)) return;
  // Timers that were due before it happened go first, whichever was delivered first.
  allowForOutage(run);
  runDue(run, Math.min(msOf(event.at, run.now), run.now), false);
  if (!run.ended) hear(run, event);
}

function released(run: Running, since?: Instant): void {
  if (run.held) return;
  holdLifted(run, since);
  reaskHeld(run);
}

/** A hold that is no longer there was lifted, whether or not anybody said so. */
function noticeHold(run: Running): void {
  if (holdInForce(run)) run.state.heldSince ??= run.given.hold?.since ?? run.at;
  else if (run.state.heldSince && run.given.hold === undefined && noneHeld(run.state)) holdLifted(run);
}

function noneHeld(state: Inner): boolean {
  return [...state.tokens, ...state.asks].every((holder) => Object.values(holder.fx ?? {}).every((fx) => fx.s !== "held"));
}

/** Where the run stands after a decision: its status, what it asks for, and when it wants to be woken. */
export function finish(run: Running): Advanced {
  const { state } = run;
  if (state.status !== "ended") {
    const needsStaff = state.tokens.some((token) => token.att !== undefined) || state.asks.some((ask) => ask.att !== undefined);
    state.status = run.held ? "held" : needsStaff ? "attention" : "running";
  }
  fitInto(run);
  return { state, effects: run.effects, wakeAt: wakeAt(run), journal: run.journal };
}

/** Something here is wrong with us, not with the client's matter: nothing is lost, staff are asked. */
function inconsistent(state: RunState, error: unknown, now: Instant): Advanced {
  const what = error instanceof Error ? error.message : String(error);
  const reason = `Firmflow could not work out what comes next (${what.slice(0, 200)}). Retry; if it happens again, tell support.`;
  const tokens: Tok[] = Array.isArray(state.tokens) ? (state.tokens as Tok[]) : [];
  const [first, ...rest] = tokens;
  const seq = (Number.isFinite(state.seq) ? state.seq : 0) + 1;
  const entry: JournalEntry = { seq, at: now, what: "attention", reason, ...(first ? { step: first.step, visit: first.visit } : {}) };
  const marked: Tok[] = first ? [{ ...first, att: reason }, ...rest] : [];
  const next: RunState = { ...state, seq, status: "attention", tokens: marked };
  return { state: next, effects: [], wakeAt: null, journal: [entry] };
}
