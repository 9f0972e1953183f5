import { pathsOf } from "../../../engine/conditions/index.ts";
import type { Definition } from "../../../engine/definition/types.ts";

/** The facts this flow's conditions and dates read: those worth trying out. */
export function factsRead(definition: Definition): string[] {
  const paths = new Set<string>();
  const add = (condition: unknown) => {
    for (const path of pathsOf(condition)) if (/^(contact|matter|occasion)\./.test(path)) paths.add(path);
  };
  add(definition.enrol.where);
  for (const exit of definition.exits ?? []) if ("when" in exit) add(exit.when);
  for (const step of Object.values(definition.steps)) {
    if (step.kind === "wait" && step.field && /^(contact|matter|occasion)\./.test(step.field)) paths.add(step.field);
    if (step.kind === "branch" && Array.isArray(step.cases)) for (const one of step.cases) add(one.when);
    if (step.kind === "waitUntil") add(step.when);
    if (step.kind === "repeat") add(step.until);
  }
  return [...paths].slice(0, 14);
}
