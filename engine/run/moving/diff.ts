import { canonicalJson } from "../../definition/hash.ts";
import type { Definition, Step, StepId } from "../../definition/types.ts";
import { outletsOf } from "../../steps/index.ts";
import { stepsOf } from "../analysis.ts";
import { stepIn } from "./refusals.ts";
import { shapeOf } from "./shapes.ts";

export interface VersionDiff {
  added: StepId[];
  removed: StepId[];
  /** Field by field, without the ways on. */
  changed: { step: StepId; fields: { field: string; before: unknown; after: unknown }[] }[];
  /** Ways that lead elsewhere. */
  rerouted: { step: StepId; outlets: { outlet: string; before: StepId | null; after: StepId | null }[] }[];
  /** Parallels and repeats that are made of other steps: whoever is inside cannot be moved. */
  reshaped: StepId[];
  /** Settings of the flow itself: `goals`, `exits`, `window`, `enrol` … */
  settings: string[];
}

/** What is different from one version to another, by step id. Names and places on the canvas do not count. */
export function versionDiff(from: Definition, to: Definition): VersionDiff {
  const kept = stepsOf(to).flatMap(([id, after]) => {
    const before = stepIn(from, id);
    return before ? [{ id, before, after }] : [];
  });
  return {
    added: stepsOf(to).flatMap(([id]) => (stepIn(from, id) ? [] : [id])),
    removed: stepsOf(from).flatMap(([id]) => (stepIn(to, id) ? [] : [id])),
    changed: kept.flatMap(({ id, before, after }) => {
      const fields = changedFields(before, after);
      return fields.length > 0 ? [{ step: id, fields }] : [];
    }),
    rerouted: kept.flatMap(({ id, before, after }) => {
      const outlets = changedOutlets(before, after);
      return outlets.length > 0 ? [{ step: id, outlets }] : [];
    }),
    reshaped: kept.flatMap(({ id }) => (shapeOf(from, id) === shapeOf(to, id) ? [] : [id])),
    settings: changedSettings(from, to),
  };
}

function changedFields(before: Step, after: Step): VersionDiff["changed"][number]["fields"] {
  const [old, now] = [withoutWays(before), withoutWays(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => canonicalJson(old[field] ?? null) !== canonicalJson(now[field] ?? null))
    .map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }));
}

/** A step's own fields: where a way leads, also one inside a case or an arm, is left out. */
export function withoutWays(step: Step): Record<string, unknown> {
  const own = structuredClone(step) as unknown as Record<string, unknown>;
  for (const { name } of outletsOf(step)) {
    const [field = "", index, inner = "next"] = name.split("/");
    const list = own[field];
    if (index === undefined) delete own[field];
    else if (Array.isArray(list)) {
      const entry: unknown = list[Number(index)];
      if (typeof entry === "string") list[Number(index)] = "";
      else if (entry !== null && typeof entry === "object") delete (entry as Record<string, unknown>)[inner];
    }
  }
  return own;
}

function changedOutlets(before: Step, after: Step): VersionDiff["rerouted"][number]["outlets"] {
  const [old, now] = [before, after].map((step) => new Map(outletsOf(step).map((way) => [way.name, way.to])));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((outlet) => ({ outlet, before: old?.get(outlet) ?? null, after: now?.get(outlet) ?? null }))
    .filter((way) => way.before !== way.after);
}

function changedSettings(from: Definition, to: Definition): string[] {
  const [old, now] = [from, to].map(({ steps: _steps, ...settings }) => settings as Record<string, unknown>);
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].filter(
    (name) => canonicalJson(old?.[name] ?? null) !== canonicalJson(now?.[name] ?? null),
  );
}
