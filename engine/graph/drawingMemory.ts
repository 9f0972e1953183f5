import { Memory } from "../definition/memory.ts";
import type { Step } from "../definition/types.ts";
import { undrawn } from "./nodes.ts";
import type { GraphEdge, GraphNode } from "./types.ts";

interface Undrawn {
  lines: readonly GraphEdge[];
  step: Step;
}

/** What compiling a drawing once more need not do again. One for each drawing that is edited, by operations: none changes a part in place. */
export class DrawingMemory {
  /** What was found of the definition's steps. */
  readonly checked = new Memory();
  private readonly steps = new WeakMap<GraphNode["step"], Undrawn>();

  /** The step with where it leads: the very same as before while neither it nor its lines changed. */
  undrawn(node: GraphNode, lines: readonly GraphEdge[]): Step {
    const before = this.steps.get(node.step);
    if (before && areSame(before.lines, lines)) return before.step;
    const step = undrawn(node, lines);
    this.steps.set(node.step, { lines, step });
    return step;
  }
}

const areSame = (a: readonly GraphEdge[], b: readonly GraphEdge[]): boolean =>
  a.length === b.length && a.every((line, at) => line === b[at]);
