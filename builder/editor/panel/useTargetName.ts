import { useEditor } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";

/** What the step is called that a way on leads to. */
export function useTargetName(id: string, outlet: string): string | null {
  return useEditor((state) => {
    const to = state.index.get(id)?.out.find((edge) => edge.outlet === outlet)?.to;
    const node = to === undefined ? undefined : state.index.get(to)?.node;
    return node ? titleOf(node.step) : null;
  });
}
