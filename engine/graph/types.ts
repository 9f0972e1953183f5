import type { Definition, Step, StepId } from "../definition/types.ts";

/** A step as drawn: its fields without outlets (those are edges), and where it stands. */
export interface GraphNode {
  id: StepId;
  /** The step's fields; outlet fields are absent here, edges hold them. For `branch` cases, `split` arms and awaited events the entries stand here without their `next`. */
  step: Record<string, unknown> & { kind: Step["kind"]; name?: string };
  position: { x: number; y: number };
}

/** From one outlet of a step to a step. `outlet` is `next`, `onGiveUp`, `cases/0`, `branches/1`, `otherwise`, `body` … */
export interface GraphEdge {
  from: StepId;
  outlet: string;
  to: StepId;
}

/** What the editor edits. */
export interface Graph {
  format: "firmflow-graph/1";
  /** Everything of the definition that is not a step: key, name, subject, enrol, goals, exits, window, clock, caseTypes. */
  settings: Omit<Definition, "format" | "start" | "steps">;
  /** Where the run begins; null while nothing is connected to the start. */
  start: StepId | null;
  nodes: GraphNode[];
  edges: GraphEdge[];
  notes?: { id: string; text: string; position: { x: number; y: number } }[];
}
