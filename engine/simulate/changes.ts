import type { Facts, Json, JsonObject } from "../run/types.ts";
import { getAt, setAt } from "./facts.ts";

/** A change of the imagined records, with the events every such change emits (DESIGN §3). */

export interface Told {
  type: string;
  data: JsonObject;
}

export function change(facts: Facts, set: Record<string, Json>): Told[] {
  const records = facts as unknown as JsonObject;
  const changed = Object.entries(set).filter(([path, value]) => JSON.stringify(getAt(records, path) ?? null) !== JSON.stringify(value));
  const before = Object.fromEntries(changed.map(([path]) => [path, getAt(records, path) ?? null]));
  for (const [path, value] of changed) setAt(records, path, value);
  const told: Told[] = [];
  for (const root of ["contact", "matter", "occasion"]) {
    const paths = changed.map(([path]) => path).filter((path) => path.startsWith(`${root}.`));
    if (paths.length === 0) continue;
    told.push({ type: `${root}.changed`, data: { paths } });
    for (const path of paths) told.push(...special(path, before[path] ?? null, set[path] ?? null, facts));
  }
  // A main contact who is also among the matter's people is one person.
  followMainContact(facts);
  return told;
}

/** Changes that have an event of their own beside `changed`. */
function special(path: string, from: Json, to: Json, facts: Facts): Told[] {
  switch (path) {
    case "matter.stage":
      return [{ type: "matter.stageChanged", data: { from, to } }];
    case "matter.assignee":
      return [{ type: "matter.assigned", data: { staff: to } }];
    case "contact.consent.email":
      return to === false ? [{ type: "contact.unsubscribed", data: { topic: "all" } }] : [];
    case "contact.tags":
      return [...tags("contact.tagged", to, from), ...tags("contact.untagged", from, to)];
    case "occasion.at":
      return [
        { type: "occasion.moved", data: { kind: facts.occasion?.["kind"] ?? null, type: facts.occasion?.["type"] ?? null, at: to, from } },
      ];
    case "occasion.state":
      return typeof to === "string" && ["held", "missed", "cancelled"].includes(to)
        ? [{ type: `occasion.${to}`, data: { kind: facts.occasion?.["kind"] ?? null, at: facts.occasion?.["at"] ?? null } }]
        : [];
    default:
      return [];
  }
}

function tags(type: string, there: Json, notThere: Json): Told[] {
  const others = Array.isArray(notThere) ? notThere : [];
  return (Array.isArray(there) ? there : []).filter((tag) => !others.includes(tag)).map((tag) => ({ type, data: { tag } }));
}

function followMainContact(facts: Facts): void {
  const { contact, people } = facts;
  if (!contact || !people) return;
  for (const [role, list] of Object.entries(people)) people[role] = list.map((person) => (person.id === contact.id ? contact : person));
}
