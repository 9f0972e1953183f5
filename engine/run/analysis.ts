import { pathsOf } from "../conditions/index.ts";
import type { Condition, Definition, Step, StepId } from "../definition/types.ts";
import type { Awaited } from "./behaviour.ts";
import { behaviourOf } from "./kinds/index.ts";

/** What can be read off a definition once and for all; it never changes, so it is worked out once. */
export interface Analysis {
  /** Every event type the definition names or needs: what a run listens for from its start. */
  types: ReadonlySet<string>;
  /** Types that some `waitForEvent` takes: those are kept. */
  awaited: ReadonlySet<string>;
  /** By awaited type: the `event.<field>` names its conditions read; null when that cannot be told. */
  fields: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** By awaited type: the conditions of the steps that take it. */
  wheres: ReadonlyMap<string, Condition[]>;
  /** By step: the names in `steps.<id>.<name>` that the definition reads, or `*`. */
  read: ReadonlyMap<StepId, ReadonlySet<string>>;
  /** A step's place in alphabetical order. */
  places: ReadonlyMap<StepId, number>;
}

const known = new WeakMap<Definition, Analysis>();

export function analyse(definition: Definition): Analysis {
  const before = known.get(definition);
  if (before) return before;
  const steps = stepsOf(definition);
  const waits = steps.flatMap(([, step]) => awaitedBy(step));
  const wheres = new Map<string, Condition[]>();
  for (const { event, where } of waits) wheres.set(event, [...(wheres.get(event) ?? []), where ?? {}]);
  const analysis: Analysis = {
    types: typesOf(definition),
    awaited: new Set(wheres.keys()),
    fields: new Map([...wheres].map(([type, conditions]) => [type, eventFields(conditions)])),
    wheres,
    read: readsOf(definition),
    places: new Map(
      steps
        .map(([id]) => id)
        .sort()
        .map((id, place) => [id, place]),
    ),
  };
  known.set(definition, analysis);
  return analysis;
}

/** Event types a run of this definition listens for (rule 4): what the dispatcher needs to signal it. */
export function listensTo(definition: Definition): string[] {
  return [...analyse(definition).types].sort();
}

export function stepsOf(definition: Definition): [StepId, Step][] {
  const steps: unknown = definition?.steps;
  if (steps === null || typeof steps !== "object") return [];
  return Object.entries(steps as Record<StepId, Step>).filter(([, step]) => step !== null && typeof step === "object");
}

/** The events a step takes from those heard, each with its condition. */
export function awaitedBy(step: Step): Awaited[] {
  return behaviourOf(step)?.awaits?.(step) ?? [];
}

/** Which events tell that what stands at these paths may have changed: every write emits `changed` (DESIGN §3), an occasion more. */
export function changesOf(paths: string[]): string[] {
  const roots = new Set(paths.map((path) => path.split(".")[0]));
  const all = paths.length === 0;
  return [
    ...(all || roots.has("contact") ? ["contact.changed", "contact.unsubscribed"] : []),
    ...(all || roots.has("matter") ? ["matter.changed"] : []),
    ...(all || roots.has("occasion")
      ? ["occasion.changed", "occasion.moved", "occasion.held", "occasion.missed", "occasion.cancelled"]
      : []),
  ];
}

function typesOf(definition: Definition): Set<string> {
  const types = new Set<string>();
  for (const goal of definition.goals ?? []) types.add(goal.on);
  for (const exit of definition.exits ?? []) {
    if ("on" in exit && typeof exit.on === "string") types.add(exit.on);
    else if ("when" in exit) for (const change of changesOf(pathsOf(exit.when))) types.add(change);
  }
  for (const [, step] of stepsOf(definition)) {
    for (const { event } of awaitedBy(step)) types.add(event);
    for (const type of behaviourOf(step)?.listens?.(step) ?? []) types.add(type);
  }
  return types;
}

/** The fields of `event` these conditions read; null when one reads it as a whole. */
function eventFields(conditions: Condition[]): Set<string> | null {
  const names = new Set<string>();
  for (const path of conditions.flatMap((condition) => pathsOf(condition))) {
    const [root, name] = path.split(".");
    if (root !== "event") continue;
    if (!name) return null;
    names.add(name);
  }
  return names;
}

/** Where the definition reads what steps gave, in conditions, merge fields and dates alike. */
function readsOf(definition: Definition): Map<StepId, Set<string>> {
  const reads = new Map<StepId, Set<string>>();
  const note = (step: string, name: string) => reads.set(step, (reads.get(step) ?? new Set()).add(name));
  for (const [, step, name] of JSON.stringify(definition).matchAll(/\bsteps\.([A-Za-z][\w-]*)(?:\.([A-Za-z_][\w-]*))?/g)) {
    note(step ?? "", name ?? "*");
  }
  for (const [, step] of stepsOf(definition)) {
    for (const [other, name] of behaviourOf(step)?.needs?.(step) ?? []) note(other, name);
  }
  return reads;
}
