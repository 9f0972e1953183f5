import type { StepId } from "../../definition/types.ts";
import type { EntryList } from "../nodes.ts";
import type { Graph, GraphEdge, GraphNode } from "../types.ts";

export interface Point {
  x: number;
  y: number;
}
/** Where a line begins: at an outlet of a step, or (`from: null`) at the flow's start. */
export interface Origin {
  from: StepId | null;
  outlet: string;
}
/** Steps with the lines between them, and notes beside them, as copied. */
export interface Clipping {
  nodes: GraphNode[];
  edges: GraphEdge[];
  notes?: NonNullable<Graph["notes"]>;
}

/** Every edit there is. Ids are made by the caller (`newStepId`), so that the same operation gives the same graph. */
export type Operation =
  /** A new step: loose, or `on` an outlet: what that led to then comes after the new step. A parallel brings its join along (`joinId`). */
  | { do: "addStep"; id: StepId; step: GraphNode["step"]; position: Point; on?: Origin; joinId?: StepId }
  | { do: "connect"; from: StepId; outlet: string; to: StepId }
  | { do: "disconnect"; from: StepId; outlet: string }
  | { do: "move"; id: StepId; position: Point }
  | { do: "moveMany"; moves: { id: StepId; position: Point }[] }
  /** With `closeGap`, what led to the step leads to what came after it. */
  | { do: "deleteStep"; id: StepId; closeGap?: boolean }
  | { do: "deleteMany"; ids: StepId[]; closeGap?: boolean }
  /** Sets fields of a step; a field set to undefined is removed. Outlets and kind are not fields. */
  | { do: "updateStep"; id: StepId; fields: Record<string, unknown> }
  | { do: "rename"; id: StepId; name: string }
  /** Sets settings of the flow; one set to undefined is removed. */
  | { do: "setSettings"; settings: Partial<Graph["settings"]> }
  /** One more case, arm, branch or awaited event, at the end or at a place. */
  | { do: "addOutlet"; id: StepId; list: EntryList; entry?: Record<string, unknown>; at?: number }
  /** Takes away `cases/1` with its line; the later ones move up. */
  | { do: "removeOutlet"; id: StepId; outlet: string }
  /** Puts a clipping in, under new ids (old id → new id), moved by an offset. Duplicating is copying and pasting. */
  | { do: "paste"; clipping: Clipping; ids: Record<StepId, StepId>; offset: Point }
  | { do: "setStart"; to: StepId | null }
  | { do: "setNotes"; notes: NonNullable<Graph["notes"]> }
  | { do: "tidy" };

export type OperationName = Operation["do"];
export type OperationOf<N extends OperationName> = Extract<Operation, { do: N }>;
export type Apply<N extends OperationName> = (graph: Graph, operation: OperationOf<N>) => Graph;
