import type { Graph, GraphNode } from "../../../engine/graph/index.ts";

export interface StepChange {
  id: string;
  sort: "new" | "removed" | "changed" | "led";
  step: GraphNode["step"];
}

/** What is different from one drawing to another, by step; places do not count. */
export function changesBetween(before: Graph, after: Graph): StepChange[] {
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
    if (!was) return [{ id, sort: "new", step }];
    if (canonical(was) !== canonical(step)) return [{ id, sort: "changed", step }];
    return lines(before, id) === lines(after, id) ? [] : [{ id, sort: "led", step }];
  });
  const removed = before.nodes.filter(({ id }) => !now.has(id)).map(({ id, step }): StepChange => ({ id, sort: "removed", step }));
  return [...kept.filter(({ sort }) => sort === "new"), ...removed, ...kept.filter(({ sort }) => sort !== "new")];
}

/** Text that is the same for the same value, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
