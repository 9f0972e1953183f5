import type { Clipping } from "./operations/types.ts";

export const CLIPPING_FORMAT = "firmflow-steps/1";

/** Steps and notes as text, for the clipboard. */
export function clippingText({ nodes, edges, notes }: Clipping): string {
  return JSON.stringify({ format: CLIPPING_FORMAT, nodes, edges, ...(notes ? { notes } : {}) }, null, 2);
}
