/** An imagined person to try a flow with: facts that can be changed, and how they answer. */
import type { Definition, Duration, Step, StepId } from "../../../engine/definition/types.ts";
import type { Facts, Json, JsonObject } from "../../../engine/run/index.ts";
import { getAt, setAt } from "../../../engine/simulate/facts.ts";
import { becoming } from "../../../engine/simulate/index.ts";
import { addDays, dayOf, instantOf, mondayOf } from "../../pages/calendar/zoned.ts";

export type SampleFacts = Omit<Facts, "firm">;

/** Somebody everything is known about, by the firm's clocks. A flow about a stage finds the matter in it. */
export function sampleFacts(definition: Definition, now: Date, zone: string): SampleFacts {
  const dateIn = (days: number) => addDays(dayOf(now, zone), days);
  const person = (id: string, firstName: string, lastName: string) => ({
    id,
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    email: `${firstName.toLowerCase()}.${lastName.toLowerCase()}@mail.example`,
    phone: "+15185550142",
    language: "en",
    zone,
    consent: { email: true, text: true },
    tags: [],
  });
  const client = person("sample-client", "Ngozi", "Okafor");
  const spouse = person("sample-spouse", "Chidi", "Okafor");
  const matter: JsonObject = {
    id: "sample-matter",
    title: "Okafor",
    caseType: definition.caseTypes?.[0] ?? "estate-planning",
    stage: stageOf(definition) ?? "hired",
    value: 3200,
    tags: [],
    closingDate: dateIn(45),
    courtDate: dateIn(30),
    people: { client: [client], spouse: [spouse] } as unknown as JsonObject,
  };
  return {
    contact: client,
    matter,
    people: { client: [client], spouse: [spouse] },
    staff: { id: "sample-staff", name: "Elena Ruiz", firstName: "Elena", lastName: "Ruiz" },
    ...(definition.subject === "occasion"
      ? {
          occasion: {
            id: "sample-occasion",
            kind: "hearing",
            title: "Hearing",
            // A Thursday morning: no court sits on a Sunday.
            at: instantOf(`${addDays(mondayOf(dateIn(21)), 3)}T09:30`, zone).toISOString(),
            place: "County Court",
            room: "2",
            state: "planned",
          },
        }
      : {}),
  };
}

function stageOf({ enrol }: Definition): string | undefined {
  for (const trigger of enrol.on) {
    if (!("event" in trigger) || trigger.event !== "matter.stageChanged") continue;
    const found = /"event\.to"\},"([^"]+)"/.exec(JSON.stringify(trigger.where ?? {}));
    if (found?.[1]) return found[1];
  }
  return undefined;
}

export type Preset = "everything" | "half" | "nothing";
const asking = new Set(["requestForm", "requestFiles", "requestSignature", "offerAppointment", "waitForEvent"]);

/** The steps that wait for the client, in the drawing's order. */
export function askingSteps(definition: Definition): StepId[] {
  return Object.entries(definition.steps).flatMap(([id, step]) => (asking.has(step.kind) || canBecome(step) ? [id] : []));
}

/** What is waited for to become so, where it is plain what that is. */
const canBecome = (step: Step): boolean => step.kind === "waitUntil" && Object.keys(becoming(step.when)).length > 0;

/** After how many days the client answers each step, or one of several people does (`assets/spouse`); null never. */
export type Answers = Record<StepId, number | null>;

export function answersFor(preset: Preset, steps: StepId[]): Answers {
  return Object.fromEntries(
    steps.map((id, index) => [id, preset === "everything" ? 1 : preset === "nothing" ? null : index % 2 === 0 ? 4 : null]),
  );
}

export function delaysOf(answers: Answers): Record<StepId, Duration | null> {
  return Object.fromEntries(Object.entries(answers).map(([id, days]) => [id, delayOf(days)]));
}

export const delayOf = (days: number | null): Duration | null => (days === null ? null : days === 0 ? "PT1H" : `P${days}D`);

/** Facts with those changed by hand; numbers and yes or no are read as such, an emptied one is missing. */
export function withChanges(facts: SampleFacts, changes: Record<string, string>): SampleFacts {
  if (Object.keys(changes).length === 0) return facts;
  const copy = structuredClone(facts) as unknown as JsonObject;
  for (const [path, text] of Object.entries(changes)) setAt(copy, path, Array.isArray(getAt(copy, path)) ? listed(text) : readValue(text));
  return copy as unknown as SampleFacts;
}

/** "vip, lead" of what holds several. */
const listed = (text: string): Json =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

function readValue(text: string): Json {
  if (text === "") return null;
  if (text === "yes" || text === "no") return text === "yes";
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}
