import type { Problem, StepId } from "../../../engine/definition/types.ts";
import { useEditor } from "../store/context.tsx";

const none: readonly Problem[] = [];

export const useProblemsOf = (id: StepId): readonly Problem[] => useEditor((state) => state.problemsBy.get(id) ?? none);
