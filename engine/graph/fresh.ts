import type { StepId, StepKindName } from "../definition/types.ts";
import { kindOf } from "../steps/index.ts";
import { drawn } from "./nodes.ts";
import type { Graph, GraphNode } from "./types.ts";

/** A new flow: nothing drawn, entered by hand only. */
export function emptyGraph(key: string, name: string, subject: Graph["settings"]["subject"] = "matter"): Graph {
  return {
    format: "firmflow-graph/1",
    settings: { key, name, subject, enrol: { on: [], again: "never" } },
    start: null,
    nodes: [],
    edges: [],
  };
}

/** A step as the palette adds it: its fields, without outlets. */
export function freshStep(kind: StepKindName): GraphNode["step"] {
  return drawn(kindOf(kind).fresh() as unknown as Record<string, unknown> & { kind: StepKindName });
}

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** An id no step has or had: moving runs goes by ids, so one that was deleted must not come back as another step. */
export function newStepId(kind: StepKindName, taken: { has(id: StepId): boolean }, random: () => number = Math.random): StepId {
  for (;;) {
    const tail = Array.from({ length: 6 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join("");
    const id = `${kind}-${tail}`;
    if (!taken.has(id)) return id;
  }
}
