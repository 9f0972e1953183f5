/** How large steps are drawn, and how far apart. */
import type { StepKindName } from "../definition/types.ts";

export const CARD = { width: 264, height: 54 };
export const WAIT_PILL = { width: 264, height: 32 };
export const END_PILL = { width: 264, height: 34 };
/** Middle to middle of neighbours. */
export const COLUMN = 400;
/** Between the lower edge of one and the upper edge of the next: a footer (26) and a line long enough for its `+`. */
export const GAP = 52;

export function sizeOf(kind: StepKindName): { width: number; height: number } {
  if (kind === "wait") return WAIT_PILL;
  return kind === "end" ? END_PILL : CARD;
}
