import type { Facts, PersonFacts } from "./types.ts";

/** Who a message or request goes to: people of the matter by role, by default the main contact. Nobody twice. */
export function recipientsOf(roles: string[] | undefined, facts: Facts): PersonFacts[] {
  const found: PersonFacts[] = [];
  const people = roles && roles.length > 0 ? roles.flatMap((role) => inRole(role, facts)) : facts.contact ? [facts.contact] : [];
  for (const person of people) {
    if (person && typeof person.id === "string" && !found.some((other) => other.id === person.id)) found.push(person);
  }
  return found;
}

/** The main contact is the client where nobody else is named so. */
function inRole(role: string, facts: Facts): PersonFacts[] {
  const named = facts.people && Object.hasOwn(facts.people, role) ? facts.people[role] : undefined;
  if (Array.isArray(named) && named.length > 0) return named;
  return role === "client" && facts.contact ? [facts.contact] : [];
}

/** One of the people these facts know, by id; also by that of a record which was merged into theirs since (rule 17). */
export function personById(id: unknown, facts: Facts): PersonFacts | undefined {
  const known = [facts.contact, ...Object.values(facts.people ?? {}).flat()];
  return known.find((person) => person?.id === id) ?? known.find((person) => wasOnce(person, id));
}

function wasOnce(person: PersonFacts | undefined, id: unknown): boolean {
  const former = person?.["formerIds"];
  return typeof id === "string" && Array.isArray(former) && former.includes(id);
}

/** Why there is nobody to send to, in words. */
export function nobody(roles: string[] | undefined): string {
  if (!roles || roles.length === 0) return "There is no main contact to send this to. Add one, then retry.";
  return `Nobody on this matter is ${roles.map((role) => `“${role}”`).join(" or ")}. Add the person to the matter, then retry.`;
}
