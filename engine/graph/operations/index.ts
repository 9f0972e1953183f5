/** Every edit is one of these, through `apply`: the editor's, the API's, an import's, a test's. Pure; an edit that makes no sense changes nothing. */
import { tidy } from "../layout.ts";
import type { Graph } from "../types.ts";
import { addStep } from "./addStep.ts";
import { connect, disconnect } from "./connect.ts";
import { deleteMany, deleteStep } from "./deleteStep.ts";
import { move, moveMany } from "./move.ts";
import { addOutlet, removeOutlet } from "./outlets.ts";
import { paste } from "./paste.ts";
import { setNotes, setSettings, setStart } from "./settings.ts";
import type { Apply, Operation, OperationName } from "./types.ts";
import { rename, updateStep } from "./updateStep.ts";

const operations: { [N in OperationName]: Apply<N> } = {
  addStep,
  connect,
  disconnect,
  move,
  moveMany,
  deleteStep,
  deleteMany,
  updateStep,
  rename,
  setSettings,
  addOutlet,
  removeOutlet,
  paste,
  setStart,
  setNotes,
  tidy,
};

export function apply(graph: Graph, operation: Operation): Graph {
  // The registry pairs each name with its own operation; TypeScript cannot follow that through the lookup.
  const run = operations[operation.do] as (graph: Graph, operation: Operation) => Graph;
  return run(graph, operation);
}

export function applyAll(graph: Graph, all: Iterable<Operation>): Graph {
  let next = graph;
  for (const operation of all) next = apply(next, operation);
  return next;
}
