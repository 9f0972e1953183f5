/** What a check keeps of a real person: what the flow reads and what decides whether and how they are reached. Nobody's name or address. */
import type { Definition } from "../../../engine/definition/types.ts";
import type { Json, JsonObject, PersonFacts } from "../../../engine/run/index.ts";
import { getAt, setAt } from "../../../engine/simulate/facts.ts";
import { factsRead } from "../preview/factsRead.ts";
import type { SampleFacts } from "../preview/sampleFacts.ts";

const firstNames = ["Ngozi", "Chidi", "Maria", "Walter", "Helen", "Luis"];
/** Of a person: what the engine itself looks at. */
const kept = ["language", "zone", "preferredChannel", "consent", "suppressed", "noTexts", "onHold", "tags"] as const;
/** Of a matter and of a date. */
const keptOf = { matter: ["caseType", "stage", "tags"], occasion: ["kind", "at", "state"] } as const;

export function anonymous(facts: SampleFacts, definition: Definition): SampleFacts {
  const known = new Map<string, PersonFacts>();
  const person = (one: PersonFacts): PersonFacts => {
    const before = known.get(one.id);
    if (before) return before;
    const made = somebody(one, known.size);
    known.set(one.id, made);
    return made;
  };
  const contact = facts.contact && person(facts.contact);
  const people = facts.people && Object.fromEntries(Object.entries(facts.people).map(([role, list]) => [role, list.map(person)]));
  const result: SampleFacts = {
    ...(contact ? { contact } : {}),
    ...(facts.matter ? { matter: { id: "sample-matter", title: "Sample", ...only(facts.matter, keptOf.matter) } } : {}),
    ...(facts.occasion ? { occasion: { id: "sample-occasion", title: "Sample", ...only(facts.occasion, keptOf.occasion) } } : {}),
    ...(facts.staff ? { staff: { id: "sample-staff", name: "Elena Ruiz", firstName: "Elena", lastName: "Ruiz" } } : {}),
    ...(people ? { people } : {}),
  };
  return withRead(result, facts, definition);
}

/** The facts that the flow's conditions and dates read are as they were, unless they say who somebody is. */
function withRead(result: SampleFacts, facts: SampleFacts, definition: Definition): SampleFacts {
  const copy = structuredClone(result) as unknown as JsonObject;
  for (const path of factsRead(definition)) {
    const value = getAt(facts as unknown as JsonObject, path);
    if (value !== undefined && !telling.has(path)) setAt(copy, path, value);
  }
  return copy as unknown as SampleFacts;
}

const telling = new Set([
  "contact.firstName",
  "contact.lastName",
  "contact.name",
  "contact.email",
  "contact.phone",
  "matter.title",
  "occasion.title",
]);

function somebody(one: PersonFacts, index: number): PersonFacts {
  const firstName = firstNames[index % firstNames.length] ?? "Ngozi";
  const has = (field: string) => typeof one[field] === "string" && one[field] !== "";
  return {
    id: `sample-${index + 1}`,
    ...(has("firstName") || has("name") ? { firstName, lastName: "Sample", name: `${firstName} Sample` } : {}),
    ...(has("email") ? { email: `${firstName.toLowerCase()}.sample@mail.example` } : {}),
    ...(has("phone") ? { phone: `+1518555010${index % 10}` } : {}),
    ...only(one, kept),
  };
}

function only(from: object, fields: readonly string[]): Record<string, Json> {
  const all = from as Record<string, Json | undefined>;
  return Object.fromEntries(fields.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])));
}
