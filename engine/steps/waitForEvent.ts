import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { Problem, StepId, WaitForEvent } from "../definition/types.ts";
import { entries, field, NEXT, ON_TIMEOUT, outletField } from "./fields.ts";
import type { Outlet, StepKind } from "./kind.ts";
import { entriesOf, entryLabel, outlet } from "./outlets.ts";
import { checkTimeout, timeoutOutlet } from "./timeouts.ts";
import { line, listed, spoken } from "./words.ts";

const WHERE = field("condition", "Only if", "Which of these events count: JsonLogic over facts, the event's data being `event.…`.");

export const waitForEvent: StepKind<"waitForEvent"> = {
  kind: "waitForEvent",
  label: "Wait for event",
  intent: "wait",
  about: "Waits until something happens to this person or matter: one event, or the first of several.",
  fields: {
    event: field("eventName", "Event", "The event to wait for."),
    where: WHERE,
    events: entries(
      {
        event: field("eventName", "Event", "One of the events to wait for."),
        where: WHERE,
        next: outletField("Then", "Where this event leads; without it, the step's own `next`."),
      },
      ["event"],
      "Events",
      "Several events: the first to happen decides where to go.",
      { minItems: 1, maxItems: 20 },
    ),
    timeout: field("duration", "Give up after", "How long to wait."),
    onTimeout: ON_TIMEOUT,
    next: NEXT,
  },
  required: [],
  fresh: () => ({ kind: "waitForEvent", event: "" }),
  outlets: (step) => [...eventOutlets(step), ...timeoutOutlet(step)],
  check: (step, id) => [...checkEvents(step, id), ...checkTimeout(step, id)],
  summary: (step) =>
    line(
      `Wait for ${listed(step.events === undefined ? [step.event] : entriesOf(step.events).map((entry) => entry["event"]), "or")}`,
      step.timeout && `at most ${spoken(step.timeout)}`,
    ),
};

/** `next` is needed only while some awaited event has no way of its own. */
function eventOutlets(step: WaitForEvent): Outlet[] {
  if (step.events === undefined) return [outlet("next", "Happened", step.next, true)];
  const events = entriesOf(step.events).map((entry, index) =>
    outlet(
      `events/${index}`,
      entryLabel(entry, typeof entry["event"] === "string" ? entry["event"] : `Event ${index + 1}`),
      entry["next"],
      false,
    ),
  );
  return [
    ...events,
    outlet(
      "next",
      "Happened",
      step.next,
      events.some((event) => event.to === null),
    ),
  ];
}

function checkEvents(step: WaitForEvent, id: StepId): Problem[] {
  if ((step.event === undefined) === (step.events === undefined)) {
    const both = step.event !== undefined;
    const message = `Step ${nameOf(id, step)} ${both ? "names its events in two ways" : "waits for no event"}. Give either “event” or “events”.`;
    return [problem(id, pointer("steps", id), both ? "twoEnds" : "noEnd", message)];
  }
  if (step.events !== undefined && step.where !== undefined) {
    const message = `Step ${nameOf(id, step)} has a condition beside its list of events. Put it into the event it belongs to.`;
    return [problem(id, pointer("steps", id, "where"), "fieldWithoutUse", message)];
  }
  return [];
}
