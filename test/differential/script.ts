import fc from "fast-check";
import type { Definition, Step, StepId } from "../../engine/definition/types.ts";
import { arbitraryDefinition } from "../../engine/graph/arbitraries.ts";
import type { Json, JsonObject } from "../../engine/run/index.ts";
import { simulate } from "../../engine/simulate/index.ts";

/** A flow and what happens to one run of it, told so that both a script and a real firm can act it out. Plain JSON: kept as it was found. */
export interface Case {
  definition: Definition;
  /** Days from the start to the matter's closing date; null without one. */
  closing: number | null;
  consent: boolean;
  happenings: Happening[];
}
/** `after`: minutes from the start. Steps are named. */
export type Happening = { after: number } & Deed;
export type Deed =
  | { sort: "event"; type: string; data: JsonObject }
  | { sort: "set"; path: string; value: Json }
  /** Days from the start. */
  | { sort: "closing"; days: number | null }
  | { sort: "answer"; step: StepId; who: Who; declined?: boolean }
  | { sort: "task"; step: StepId; outcome: "approved" | "rejected" }
  | { sort: "fail"; step: StepId }
  /** A hold on what the run is about, not on the run itself. */
  | { sort: "keepBack"; target: "contact" | "matter" | "flow" }
  | { sort: "letGo" }
  | { sort: "command"; do: "hold" | "resume" | "retry" | "skip" | "cancel" }
  | { sort: "jump"; to: StepId }
  | { sort: "complete"; step: StepId };
export type Who = "client" | "spouse";

/** How long each run is followed. */
export const spanDays = 150;

const stage = fc.constantFrom("lead", "hired", "lost", "closed");

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ sort: fc.constant("answer" as const), step: fc.constant(""), who: who(), declined: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ sort: fc.constant("task" as const), step: fc.constant(""), outcome: outcome() }) },
  { weight: 3, arbitrary: fc.record({ sort: fc.constant("event" as const), type: awaited(), data: stage.map(elsewhere) }) },
  { weight: 2, arbitrary: fc.record({ sort: fc.constant("set" as const), path: fc.constant("matter.stage"), value: stage }) },
  {
    weight: 1,
    arbitrary: fc.record({
      sort: fc.constant("closing" as const),
      days: fc.option(fc.integer({ min: -5, max: 140 }), { nil: null, freq: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ sort: fc.constant("set" as const), path: fc.constant("contact.consent.email"), value: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ sort: fc.constant("set" as const), path: fc.constant("contact.email"), value: address() }) },
  { weight: 2, arbitrary: fc.record({ sort: fc.constant("fail" as const), step: fc.constant("") }) },
  {
    weight: 2,
    arbitrary: fc.record({ sort: fc.constant("keepBack" as const), target: fc.constantFrom("contact", "matter", "flow") }),
  },
  { weight: 3, arbitrary: fc.record({ sort: fc.constant("letGo" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      sort: fc.constant("command" as const),
      do: fc.constantFrom("hold", "resume", "resume", "retry", "retry", "retry", "skip", "skip", "cancel"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ sort: fc.constant("jump" as const), to: fc.constant("") }) },
  { weight: 1, arbitrary: fc.record({ sort: fc.constant("complete" as const), step: fc.constant("") }) },
);

function who() {
  return fc.constantFrom<Who>("client", "client", "spouse");
}
/** Not an answer to what a step asks: another form, another document. */
function elsewhere(to: string): JsonObject {
  return { to, form: "website", template: "another" };
}
function outcome() {
  return fc.constantFrom("approved" as const, "rejected" as const);
}
function awaited() {
  return fc.constantFrom("contact.replied", "call.logged", "document.signed", "form.submitted");
}
function address() {
  return fc.constantFrom<string | null>(null, "other");
}

/** `when`: how far into the run, were nothing to happen to it; in permille. */
const drawn = fc.record({ when: fc.integer({ min: 0, max: 1100 }), minutes: fc.integer({ min: 1, max: 600 }), deed, which: fc.nat(99) });

export const arbitraryCase: fc.Arbitrary<Case> = fc
  .tuple(
    // Of fewer steps there are few to be told apart.
    arbitraryDefinition.filter(({ steps }) => Object.keys(steps).length >= 5),
    // With an exit by chance, most runs would be over at once.
    fc.integer({ min: 0, max: 3 }),
    fc.option(fc.integer({ min: -3, max: 120 }), { nil: null }),
    fc.boolean(),
    fc.array(drawn, { minLength: 2, maxLength: 9, size: "max" }),
  )
  .map(([drawnDefinition, exits, closing, consent, happenings]) => {
    const definition = real(drawnDefinition, exits === 0);
    const life = lifeOf(definition, closing, consent);
    return {
      definition,
      closing,
      consent,
      happenings: happenings
        .map(({ when, minutes, deed: one, which }) => ({
          after: Math.min(Math.floor((life * when) / 1000) + minutes, spanDays * 24 * 60 - 60),
          ...placed(definition, one, which),
        }))
        .sort((a, b) => a.after - b.after),
    };
  });

/** How many minutes the run takes when nothing happens to it: so that most of what happens, happens while it is under way. */
function lifeOf(definition: Definition, closing: number | null, consent: boolean): number {
  const [start, day] = [Date.parse("2027-01-04T15:00:00Z"), 86_400_000];
  const at = (days: number) => new Date(start + days * day).toISOString();
  const { endedAt } = simulate(definition, {
    start: at(0),
    facts: {
      contact: { firstName: "Ngozi", consent: { email: consent } },
      people: { spouse: { firstName: "Ike" } },
      matter: { stage: "lead", ...(closing === null ? {} : { closingDate: at(closing).slice(0, 10) }) },
    },
    until: at(spanDays),
  });
  return (Date.parse(endedAt ?? at(spanDays / 2)) - start) / 60_000;
}

const asking = new Set<Step["kind"]>(["requestForm", "requestFiles", "requestSignature", "offerAppointment"]);
const mailing = new Set<Step["kind"]>([...asking, "sendEmail"]);

/** Names a step where the deed needs one; what needs one that is not there is an event nobody waits for. */
function placed(definition: Definition, one: Deed, which: number): Deed {
  const of = (fits: (kind: Step["kind"]) => boolean) => {
    const ids = Object.entries(definition.steps).flatMap(([id, step]) => (fits(step.kind) ? [id] : []));
    return ids[which % Math.max(ids.length, 1)];
  };
  const nothing: Deed = { sort: "event", type: "call.logged", data: {} };
  switch (one.sort) {
    case "answer": {
      const step = of((kind) => asking.has(kind));
      const declined = step !== undefined && definition.steps[step]?.kind === "requestSignature" && one.declined;
      return step === undefined ? nothing : { sort: "answer", step, who: one.who, ...(declined ? { declined } : {}) };
    }
    case "task": {
      const step = of((kind) => kind === "createTask" || kind === "approve");
      return step === undefined ? nothing : { ...one, step };
    }
    case "fail": {
      const step = of((kind) => mailing.has(kind));
      return step === undefined ? nothing : { ...one, step };
    }
    case "complete": {
      const step = of((kind) => asking.has(kind) || kind === "createTask" || kind === "waitForEvent");
      return step === undefined ? nothing : { ...one, step };
    }
    case "jump": {
      const to = of(() => true);
      return to === undefined ? nothing : { ...one, to };
    }
    default:
      return one;
  }
}

/** Started by hand, and only with what a firm of the tests has. */
function real({ exits, ...definition }: Definition, leaves: boolean): Definition {
  return { ...definition, ...(exits && leaves ? { exits } : {}), enrol: { on: [], again: "always" } };
}
