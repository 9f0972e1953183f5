/** What an action is called, for "Undo: …": one name for each operation there is. */
import type { Graph, Operation, OperationName, OperationOf } from "../../../engine/graph/index.ts";
import { and } from "./lists.ts";
import { titleOf } from "./step.ts";

/** Of several operations done as one the most telling names them: making room is not what somebody did. */
const quiet: ReadonlySet<OperationName> = new Set(["move", "moveMany", "setStart"]);

export function editName(operations: readonly Operation[], before: Graph): string {
  const told = operations.find((one) => !quiet.has(one.do)) ?? operations[0];
  return told ? nameOf(told, before) : "";
}

type Say<N extends OperationName> = (operation: OperationOf<N>, graph: Graph) => string;

const says: { [N in OperationName]: Say<N> } = {
  addStep: ({ step }) => `add “${titleOf(step)}”`,
  connect: ({ from, to }, graph) => `lead ${quoted(graph, from)} to ${quoted(graph, to)}`,
  disconnect: ({ from }, graph) => `take away a line of ${quoted(graph, from)}`,
  move: ({ id }, graph) => `move ${quoted(graph, id)}`,
  moveMany: ({ moves }, graph) =>
    `move ${several(
      moves.map(({ id }) => id),
      graph,
    )}`,
  deleteStep: ({ id }, graph) => `delete ${quoted(graph, id)}`,
  deleteMany: ({ ids }, graph) => `delete ${several(ids, graph)}`,
  updateStep: ({ id }, graph) => `change ${quoted(graph, id)}`,
  rename: ({ id }, graph) => `rename ${quoted(graph, id)}`,
  setSettings: ({ settings }) => (Object.keys(settings).join() === "name" ? "rename the flow" : "change how the flow starts or ends"),
  addOutlet: ({ id }, graph) => `add a way on to ${quoted(graph, id)}`,
  removeOutlet: ({ id }, graph) => `remove a way on of ${quoted(graph, id)}`,
  paste: ({ clipping }) => `paste ${stepsAndNotes(clipping.nodes.length, clipping.notes?.length ?? 0)}`,
  setStart: ({ to }, graph) => (to === null ? "take away the first step" : `begin at ${quoted(graph, to)}`),
  setNotes: () => "change a note",
  tidy: () => "tidy up",
};

function nameOf(operation: Operation, graph: Graph): string {
  // The table pairs each name with its own operation; TypeScript cannot follow that through the lookup.
  return (says[operation.do] as (operation: Operation, graph: Graph) => string)(operation, graph);
}

/** "a step", "3 steps", "3 steps and a note". */
export function stepsAndNotes(steps: number, notes: number): string {
  const counted = (many: number, what: string) => (many === 0 ? [] : [many === 1 ? `a ${what}` : `${many} ${what}s`]);
  return and([...counted(steps, "step"), ...counted(notes, "note")]);
}

const MOST = 40;

function quoted(graph: Graph, id: string): string {
  const node = graph.nodes.find((one) => one.id === id);
  const title = node ? titleOf(node.step) : "a step";
  return node ? `“${title.length > MOST ? `${title.slice(0, MOST - 1)}…` : title}”` : title;
}

const several = (ids: readonly string[], graph: Graph): string => (ids.length === 1 ? quoted(graph, ids[0] ?? "") : `${ids.length} steps`);
