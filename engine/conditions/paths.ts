/** Which paths into the facts can exist. Everything that reads facts by a path from a definition goes through here. */
import { ALL_ROOTS, factRoot, RETIRED_FIELDS } from "./catalogue.ts";
import { eventKind } from "./events.ts";

export interface Scope {
  /** Roots that may be read. */
  roots: ReadonlySet<string>;
  /** The event in question, where there is one: its fields are known. */
  event?: string;
  /** Ids of the flow's steps, when known. */
  steps?: { has(id: string): boolean };
}

export const ANY_SCOPE: Scope = { roots: ALL_ROOTS };

const MAX_DEPTH = 10;
const MAX_LENGTH = 200;
const SEGMENT = /^(?:[A-Za-z_][A-Za-z0-9_-]*|\d{1,4})$/;

/** Names every JavaScript object inherits; no fact is called like that. */
export function isInherited(segment: string): boolean {
  return segment in Object.prototype || segment === "prototype";
}

export function isSafePath(path: string): boolean {
  const segments = path.split(".");
  return path.length <= MAX_LENGTH && segments.length <= MAX_DEPTH && segments.every((part) => SEGMENT.test(part) && !isInherited(part));
}

/** Why a path cannot exist and what to do, as a sentence; null when it can. */
export function whyNotPath(path: string, scope: Scope): string | null {
  const [first = "", second, ...deeper] = path.split(".");
  if (!isSafePath(path)) return `“${short(path)}” cannot be a field. Use a path like contact.firstName.`;
  if (!ALL_ROOTS.has(first))
    return `“${short(path)}” begins with “${short(first)}”, which does not exist. Begin with ${names(scope.roots)}.`;
  if (!scope.roots.has(first)) return `“${short(path)}” cannot be read here. Only ${names(scope.roots)} can.`;
  if (second === undefined)
    return `“${first}” names no field. Say which one, like ${first}.${first === "steps" ? "book.startsAt" : "name"}.`;
  if (first === "steps") return whyNotStep(path, second, scope);
  if (first === "event") return whyNotEventField(second, scope);
  const root = factRoot(first);
  if (
    root?.closed &&
    !RETIRED_FIELDS.has(path) &&
    !root.fields.some((field) => field.path === `${first}.${second}` && (deeper.length === 0 || field.type === "object"))
  ) {
    return `“${short(path)}” does not exist. ${root.label} has ${root.fields.map((field) => field.path).join(", ")}.`;
  }
  return null;
}

function whyNotStep(path: string, id: string, scope: Scope): string | null {
  if (!scope.steps || scope.steps.has(id)) return null;
  return `“${short(path)}” reads from a step “${short(id)}” this flow does not have. Name one of its steps.`;
}

function whyNotEventField(name: string, scope: Scope): string | null {
  const kind = scope.event === undefined ? undefined : eventKind(scope.event);
  if (!kind || kind.data.some((field) => field.name === name)) return null;
  return `“event.${short(name)}” does not exist: ${kind.name} carries ${kind.data.map((field) => `event.${field.name}`).join(", ")}.`;
}

function names(roots: ReadonlySet<string>): string {
  const all = [...roots];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The value at a path, through own properties only; undefined where there is none. */
export function readPath(facts: unknown, path: string): unknown {
  let value = facts;
  for (const segment of path.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}
