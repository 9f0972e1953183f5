import { useMemo } from "react";
import type { Graph } from "../../../engine/graph/index.ts";
import { type GivingStep, gives } from "../api/fields.ts";
import { titleOf } from "../words/step.ts";
import { useEditor } from "./context.tsx";

export const givingSteps = (nodes: Graph["nodes"]): GivingStep[] =>
  nodes.flatMap(({ id, step }) => (gives(step.kind) ? [{ id, kind: step.kind, title: titleOf(step) }] : []));

/** The steps that leave something behind; the same list until one of them comes, goes or is renamed, whatever else is typed. */
export function useGivingSteps(): readonly GivingStep[] {
  const text = useEditor((state) => JSON.stringify(givingSteps(state.graph.nodes)));
  return useMemo(() => JSON.parse(text) as GivingStep[], [text]);
}
