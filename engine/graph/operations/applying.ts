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

type LayOut = (graph: Graph) => Graph;

/** Tidying up takes a large library. Where edits are made as one draws, it is given once it has come. */
export function applyWith(layOut: LayOut): {
  apply: (graph: Graph, operation: Operation) => Graph;
  applyAll: (graph: Graph, all: Iterable<Operation>) => Graph;
} {
  const every: { [N in OperationName]: Apply<N> } = { ...operations, tidy: layOut };
  const apply = (graph: Graph, operation: Operation): Graph => {
    // The registry pairs each name with its own operation; TypeScript cannot follow that through the lookup.
    const run = every[operation.do] as (graph: Graph, operation: Operation) => Graph;
    return run(graph, operation);
  };
  return {
    apply,
    applyAll: (graph, all) => {
      let next = graph;
      for (const operation of all) next = apply(next, operation);
      return next;
    },
  };
}

const operations: { [N in Exclude<OperationName, "tidy">]: Apply<N> } = {
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
};
