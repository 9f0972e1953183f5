import { type Graph, type GraphNode, same } from "../../../engine/graph/index.ts";
import type { Names } from "../words/names.ts";
import { type FieldChange, fieldChanges } from "./fieldChanges.ts";

export interface StepChange {
  id: string;
  sort: "new" | "removed" | "changed" | "led";
  step: GraphNode["step"];
  /** Of a changed step, field by field. */
  fields: FieldChange[];
}

/** What is different from one drawing to another, by step; places do not count. */
export function changesBetween(before: Graph, after: Graph, names: Names): StepChange[] {
  const old = new Map(before.nodes.map((node) => [node.id, node.step]));
  const now = new Map(after.nodes.map((node) => [node.id, node.step]));
  const lines = (graph: Graph, id: string) =>
    graph.edges
      .filter((edge) => edge.from === id)
      .map((edge) => `${edge.outlet}>${edge.to}`)
      .sort()
      .join(" ");
  const kept = after.nodes.flatMap(({ id, step }): StepChange[] => {
    const was = old.get(id);
    if (!was) return [{ id, sort: "new", step, fields: [] }];
    if (!same(was, step)) return [{ id, sort: "changed", step, fields: fieldChanges(was, step, names) }];
    return lines(before, id) === lines(after, id) ? [] : [{ id, sort: "led", step, fields: [] }];
  });
  const removed = before.nodes
    .filter(({ id }) => !now.has(id))
    .map(({ id, step }): StepChange => ({ id, sort: "removed", step, fields: [] }));
  return [...kept.filter(({ sort }) => sort === "new"), ...removed, ...kept.filter(({ sort }) => sort !== "new")];
}
