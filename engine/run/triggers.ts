import { pathsOf } from "../conditions/index.ts";
import { definitionHash } from "../definition/hash.ts";
import type { Definition, EnrolTrigger } from "../definition/types.ts";
import type { DatedTrigger } from "../time/index.ts";
import type { RunEvent } from "./types.ts";

/** What starts a flow by itself, each under a name that stays the same from version to version as long as it means the same. */

export interface Keyed<T> {
  key: string;
  trigger: T;
}
export interface Triggers {
  dated: Keyed<DatedTrigger>[];
  scheduled: Keyed<Extract<EnrolTrigger, { schedule: string }>>[];
  becoming: Keyed<Extract<EnrolTrigger, { becomes: object }>>[];
}

export function triggersOf(definition: Definition): Triggers {
  const found: Triggers = { dated: [], scheduled: [], becoming: [] };
  for (const trigger of definition.enrol?.on ?? []) {
    if ("field" in trigger) found.dated.push({ key: keyOf({ ...trigger, at: undefined }), trigger });
    else if ("schedule" in trigger) found.scheduled.push({ key: keyOf(trigger), trigger });
    else if ("becomes" in trigger) found.becoming.push({ key: keyOf(trigger), trigger });
  }
  return found;
}

/** Whether what happened tells by itself, without a look at whom it happened to, if it starts this flow. */
export function eventAloneStarts({ enrol, clock }: Definition): boolean {
  if (enrol?.where || clock?.zone === "contact") return false;
  return (enrol?.on ?? []).every((one) => "event" in one && pathsOf(one.where).every((path) => path.split(".")[0] === "event"));
}

/** The hour is no part of it: whoever moves a start from nine to ten does not start everybody again. */
const keyOf = (trigger: object): string => definitionHash(trigger).slice(0, 16);

/** Events by which somebody comes to be, or changes. */
const births: Record<string, string> = { contact: "contact.created", matter: "matter.created", occasion: "occasion.planned" };
const news = Object.entries(births).flatMap(([root, born]) => [born, `${root}.changed`]);
const isBirth = (type: string): boolean => Object.values(births).includes(type);

/** Event types that may start a run, or move the date on which one starts. */
export function eventsLookedAt(definition: Definition): string[] {
  const types = (definition.enrol?.on ?? []).flatMap((trigger) => {
    if ("event" in trigger) return [trigger.event];
    if ("becomes" in trigger) return news;
    if (!("field" in trigger)) return [];
    const root = trigger.field.split(".")[0] ?? "";
    const zone = definition.clock?.zone === "contact" ? ["contact.changed"] : [];
    return Object.hasOwn(births, root) ? [births[root] ?? "", `${root}.changed`, ...zone] : zone;
  });
  return [...new Set(types)].sort();
}

/** Whether this event gave the field its date: a date entered late may then still start its flow. */
export function givesField(event: RunEvent, field: string): boolean {
  const [root = ""] = field.split(".");
  return event.type === births[root] || changedPaths(event).some((path) => within(field, path));
}

/** What is kept of a condition for one subject: whether it holds, and which event made it so. */
export interface Turning {
  is: boolean;
  by?: string;
}

/**
 * Whether this event turned a condition true that now `holds`. The same event told twice gives the same answer. Where nothing is known of
 * before, one who is new turned it, and so did a change of something it reads.
 */
export function turnedTrue(condition: object, holds: boolean, known: Turning | null, event: RunEvent): boolean {
  if (!holds || known?.is) return holds && known?.by === event.id;
  if (known) return true;
  const read = pathsOf(condition);
  return isBirth(event.type) || changedPaths(event).some((path) => read.some((one) => within(one, path)));
}

const changedPaths = ({ data }: RunEvent): string[] =>
  Array.isArray(data["paths"]) ? data["paths"].filter((path): path is string => typeof path === "string") : [];

const within = (path: string, changed: string): boolean =>
  path === changed || path.startsWith(`${changed}.`) || changed.startsWith(`${path}.`);
