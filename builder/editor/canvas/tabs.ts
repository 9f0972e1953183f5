import { CARD } from "../../../engine/graph/index.ts";
import type { Outlet } from "../../../engine/steps/index.ts";

export interface Tab {
  outlet: Outlet;
  /** Middle of the tab, from the card's left edge. */
  x: number;
  width: number;
}

/** Rough widths of Inter at 11.5 px, weight 500: near enough to place a tab without measuring it. */
const narrowLetters = new Set("iljtfrI.,:;'|!()[] -");
const wideLetters = new Set("mwMW@%");
const mostWide = 150;

export function tabWidth(label: string): number {
  let width = 16;
  for (const letter of label)
    width += letter === " " ? 3.4 : narrowLetters.has(letter) ? 4.4 : wideLetters.has(letter) ? 9.8 : /[A-Z]/.test(letter) ? 8 : 6.9;
  return Math.min(mostWide, Math.round(width));
}

/** Outlets that show: those needed or used; the optional ones too while the step is being looked at. */
export function shownOutlets(outlets: readonly Outlet[], all: boolean): Outlet[] {
  return outlets.filter((outlet) => all || outlet.required || outlet.to !== null);
}

/**
 * Tabs side by side under the card, the first below its middle so that the usual way runs straight down; moved left when they would leave
 * the card. A step with one way on has no tab, only a line.
 */
export function layTabs(outlets: readonly Outlet[]): Tab[] {
  const middle = CARD.width / 2;
  if (outlets.length <= 1) return outlets.map((outlet) => ({ outlet, x: middle, width: 0 }));
  const gap = 3;
  const widths = outlets.map((outlet) => tabWidth(outlet.label));
  const total = widths.reduce((sum, width) => sum + width, 0) + gap * (outlets.length - 1);
  const wished = middle - (widths[0] ?? 0) / 2;
  const left = Math.min(wished, Math.max(8, CARD.width - 2 - total));
  let x = total > CARD.width - 10 ? Math.min(left, middle - total / 2) : left;
  return outlets.map((outlet, index) => {
    const width = widths[index] ?? 0;
    const tab = { outlet, x: Math.round(x + width / 2), width };
    x += width + gap;
    return tab;
  });
}
