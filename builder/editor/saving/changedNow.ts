import type { Graph } from "../../../engine/graph/index.ts";
import type { StepChanged } from "../api/flows.ts";

/** Who changed which step last, after somebody saved: the steps that are not as they were are theirs. */
export function changedNow(
  before: Readonly<Record<string, StepChanged>>,
  was: Graph,
  now: Graph,
  name: string,
): Readonly<Record<string, StepChanged>> {
  const old = new Map(was.nodes.map((node) => [node.id, node.step]));
  const at = new Date().toISOString();
  const changed = now.nodes.filter(({ id, step }) => old.get(id) !== step).map(({ id }): [string, StepChanged] => [id, { name, at }]);
  return { ...before, ...Object.fromEntries(changed) };
}
