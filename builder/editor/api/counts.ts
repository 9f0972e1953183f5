import type { StepId } from "../../../engine/definition/types.ts";
import { useEditor } from "../store/context.tsx";
import type { StepCount } from "../store/editorStore.ts";

/** How many runs stand at this step; nothing while there is nothing to say. */
export function useCounts(id: StepId): StepCount | undefined {
  return useEditor((state) => state.counts.get(id));
}
