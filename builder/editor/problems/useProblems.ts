import type { Problem, StepId } from "../../../engine/definition/types.ts";
import { useEditor } from "../store/context.tsx";

const none: readonly Problem[] = [];

/** What is wrong with a step of the draft; the version before it, while publishing shows it, was right. */
export const useProblemsOf = (id: StepId): readonly Problem[] =>
  useEditor(({ problemsBy, diff, diffView }) => (diff !== null && diffView === "before" ? none : (problemsBy.get(id) ?? none)));

/** What of a step is worth a second look, without standing in the way. */
export const useWarningsOf = (id: StepId): readonly Problem[] => useEditor(({ warningsBy }) => warningsBy.get(id) ?? none);
