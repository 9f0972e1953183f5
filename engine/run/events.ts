import { countsDays, evaluate } from "../conditions/index.ts";
import { analyse } from "./analysis.ts";
import { logicalTime } from "./clock.ts";
import { testExits, testGoals } from "./ends.ts";
import { followPerson } from "./gone.ts";
import { behaviourOf } from "./kinds/index.ts";
import { followAppointment, hearAnswer } from "./requests/answering.ts";
import { eventFacts } from "./runFacts.ts";
import type { Running } from "./running.ts";
import type { Inner, Kept } from "./state.ts";
import { reaskLeft } from "./timers.ts";
import type { JsonObject, RunEvent } from "./types.ts";

/** Hearing an event: once each (watermarks), only this run's, and kept for steps yet to come (rules 4 and 16). */

const keptPerType = 20;
const longestText = 500;

/** Whether the run takes this event; it moves the watermark of its stream. */
export function isNew(state: Inner, event: RunEvent): boolean {
  if (event.id === state.startedBy || state.kept.some((kept) => kept.id === event.id)) return false;
  if (event.stream === undefined || typeof event.seq !== "number") return true;
  const told = Object.hasOwn(state.watermarks, event.stream) ? (state.watermarks[event.stream] ?? 0) : 0;
  if (event.seq <= told) return false;
  state.watermarks[event.stream] = event.seq;
  return true;
}

/** A matter's run never hears another matter's events, nor an occasion's run another occasion's. */
export function isOurs(state: Inner, event: RunEvent): boolean {
  const { subject } = state;
  if (isAboutOurRequest(state, event)) return true;
  if (event.matterId && subject.matterId && event.matterId !== subject.matterId) return false;
  if (subject.kind === "occasion" && event.occasionId && subject.occasionId && event.occasionId !== subject.occasionId) return false;
  return !(subject.kind === "contact" && event.contactId && subject.contactId && event.contactId !== subject.contactId);
}

/** What answers a request of this run, or happens to an appointment booked through one, is its own, whatever else it is about. */
function isAboutOurRequest(state: Inner, event: RunEvent): boolean {
  const { requestId, occasionId } = event;
  const asked = requestId !== undefined && state.asks.some((ask) => Object.values(ask.to).some((person) => person.r === requestId));
  return asked || (occasionId !== undefined && Object.values(state.results).some((gave) => gave["occasionId"] === occasionId));
}

export function hear(run: Running, event: RunEvent): void {
  run.at = logicalTime(event.at, run.now);
  if (testExits(run, event)) return;
  followAppointment(run, event);
  followPerson(run, event);
  if (testGoals(run, event)) return;
  hearAnswer(run, event);
  keep(run, event);
  for (const token of [...run.state.tokens]) {
    const step = run.step(token.step);
    if (step && token.go === undefined && !run.moving.some((one) => one.token === token))
      behaviourOf(step)?.hear?.(run, token, step, event);
    if (run.ended) return;
  }
  reaskLeft(run);
}

/** Keeps an event some `waitForEvent` may take, now or later: the latest twenty of its type. */
function keep(run: Running, event: RunEvent): void {
  const { state } = run;
  state.heard += 1;
  if (!analyse(run.definition).awaited.has(event.type) || !canMatch(run, event)) return;
  const kept: Kept = { n: state.heard, id: event.id, t: event.type, at: event.at };
  const data = dataRead(run, event);
  if (data) kept.d = data;
  if (event.requestId) kept.r = event.requestId;
  if (event.contactId) kept.c = event.contactId;
  const sameType = state.kept.filter((other) => other.t === event.type);
  const oldest = sameType.length >= keptPerType ? sameType[0] : undefined;
  state.kept = [...state.kept.filter((other) => other !== oldest), kept];
}

/** False when a condition on the event alone already says that nobody takes it. */
function canMatch(run: Running, event: RunEvent): boolean {
  const wheres = analyse(run.definition).wheres.get(event.type) ?? [];
  return wheres.some((where) => {
    const others = /"(contact|matter|occasion|firm|staff|run|vars|steps)\./.test(JSON.stringify(where)) || countsDays(where);
    return others || evaluate(where, { event: eventFacts(event) }, run.at, "UTC");
  });
}

function dataRead(run: Running, event: RunEvent): JsonObject | undefined {
  const names = analyse(run.definition).fields.get(event.type);
  const entries = Object.entries(event.data ?? {}).filter(([name, value]) => {
    const small = typeof value !== "string" || value.length <= longestText;
    return small && (names === null || names?.has(name));
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
