import type { Clipping } from "./operations/types.ts";

export const CLIPPING_FORMAT = "firmflow-steps/1";

/** Steps as text, for the clipboard. */
export function clippingText({ nodes, edges }: Clipping): string {
  return JSON.stringify({ format: CLIPPING_FORMAT, nodes, edges }, null, 2);
}
