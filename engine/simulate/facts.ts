import type { Facts, Json, JsonObject, PersonFacts } from "../run/types.ts";

/** Facts as a script gives them, completed: everybody has an id, the firm a zone, and people stand by role. */
export function readFacts(firm: JsonObject | undefined, facts: JsonObject | undefined): Facts {
  const { contact, people, ...rest } = facts ?? {};
  const matter = asObject(rest["matter"]);
  const given = asObject(people) ?? asObject(matter?.["people"]);
  const byRole = given && Object.fromEntries(Object.entries(given).map(([role, who]) => [role, peopleIn(role, who)]));
  const main = asObject(contact);
  const client = byRole?.["client"]?.[0];
  return {
    ...(rest as Partial<Facts>),
    firm: { ...firm, zone: typeof firm?.["zone"] === "string" ? firm["zone"] : "America/New_York" },
    ...(main ? { contact: person(main, client?.id ?? "contact") } : client ? { contact: client } : {}),
    ...(matter ? { matter: { id: "matter", ...matter } } : {}),
    ...(byRole ? { people: byRole } : {}),
  };
}

/** A script need not say how to reach people: effects succeed. Who is to have no address is given an empty one. */
export function reachable(facts: Facts): Facts {
  const reach = (person: PersonFacts): PersonFacts => ({ email: `${person.id}@example.com`, phone: "+15125550100", ...person });
  const people = facts.people && Object.fromEntries(Object.entries(facts.people).map(([role, list]) => [role, list.map(reach)]));
  return { ...facts, contact: reach(facts.contact ?? { id: "contact" }), ...(people ? { people } : {}) };
}

function peopleIn(role: string, who: Json): PersonFacts[] {
  const list = Array.isArray(who) ? who : [who];
  return list.flatMap((one, index) => {
    const found = asObject(one);
    return found ? [person(found, index === 0 ? role : `${role}-${index + 1}`)] : [];
  });
}

function person(facts: JsonObject, id: string): PersonFacts {
  return { ...facts, id: typeof facts["id"] === "string" ? facts["id"] : id };
}

export function asObject(value: Json | undefined): JsonObject | undefined {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
}

const inherited = new Set(["__proto__", "constructor", "prototype"]);

/** Sets a value at a dotted path, in place; null clears it. What cannot be a path is left alone. */
export function setAt(facts: JsonObject, path: string, value: Json): void {
  const parts = path.split(".");
  const last = parts.pop();
  if (last === undefined || last === "" || parts.length > 8 || [...parts, last].some((part) => inherited.has(part))) return;
  let place = facts;
  for (const part of parts) {
    const next = Object.hasOwn(place, part) ? asObject(place[part]) : undefined;
    const inner: JsonObject = next ?? {};
    place[part] = inner;
    place = inner;
  }
  place[last] = value;
}

export function getAt(facts: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = facts;
  for (const part of path.split(".")) {
    const place: JsonObject | undefined = asObject(value);
    value = place && Object.hasOwn(place, part) ? place[part] : undefined;
  }
  return value;
}
