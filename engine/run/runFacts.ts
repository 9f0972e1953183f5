import type { Definition } from "../definition/types.ts";
import { firstZone } from "../time/index.ts";
import type { Inner } from "./state.ts";
import type { Facts, JsonObject, PersonFacts, RunEvent, RunState } from "./types.ts";

/** Facts as a run sees them: those read freshly, with what its own steps gave, its variables and itself. */
export function withRunFacts(state: RunState, facts: Facts, event?: RunEvent): Facts {
  const inner = state as Partial<Inner>;
  return {
    ...facts,
    run: { id: state.runId, ...(inner.begun ? { startedAt: inner.begun } : {}), ...facts.run },
    vars: { ...facts.vars, ...inner.vars },
    steps: mergedSteps(facts.steps, inner.results),
    ...(event ? { event: eventFacts(event) } : {}),
  };
}

/** An event's data as conditions read it. `event.type` is an occasion's finer name, where the event has one. */
export function eventFacts(event: RunEvent): JsonObject {
  return {
    type: event.type,
    ...event.data,
    ...(event.requestId ? { requestId: event.requestId } : {}),
    ...(event.contactId ? { contactId: event.contactId } : {}),
  };
}

function mergedSteps(read: JsonObject | undefined, own: Record<string, JsonObject> | undefined): JsonObject {
  const steps: JsonObject = { ...read };
  for (const [id, gave] of Object.entries(own ?? {})) {
    const before = steps[id];
    steps[id] = before !== null && typeof before === "object" && !Array.isArray(before) ? { ...before, ...gave } : gave;
  }
  return steps;
}

/** Whose zone waits and windows use (`clock.zone`): the firm's, or the contact's where there is one. */
export function flowZone(definition: Definition, facts: Facts, person: PersonFacts | undefined = facts.contact): string {
  return definition.clock?.zone === "contact" ? firstZone(person?.zone, facts.firm?.zone) : firstZone(facts.firm?.zone);
}
