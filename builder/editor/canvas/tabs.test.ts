import { expect, it } from "vitest";
import type { Outlet } from "../../../engine/steps/index.ts";
import { layTabs, shownOutlets, tabWidth } from "./tabs.ts";

const outlet = (name: string, label: string, to: string | null = null, required = true): Outlet => ({ name, label, required, to });

it("one way on needs no tab and leaves from the middle", () => {
  expect(layTabs([outlet("next", "Then")])).toEqual([{ outlet: outlet("next", "Then"), x: 132, width: 0 }]);
});

it("the usual way stays below the middle while all fit", () => {
  const tabs = layTabs([outlet("next", "Booked"), outlet("onGiveUp", "Not in 21 days")]);
  expect(tabs[0]?.x).toBe(132);
  expect((tabs[1]?.x ?? 0) + (tabs[1]?.width ?? 0) / 2).toBeLessThanOrEqual(264);
});

it("many tabs stand centred and never on each other", () => {
  const tabs = layTabs(["Estate planning", "Criminal defense", "Real estate", "Otherwise"].map((label) => outlet(label, label)));
  const middle = ((tabs[0]?.x ?? 0) - (tabs[0]?.width ?? 0) / 2 + (tabs[3]?.x ?? 0) + (tabs[3]?.width ?? 0) / 2) / 2;
  expect(Math.abs(middle - 132)).toBeLessThan(2);
  for (const [index, tab] of tabs.entries()) {
    const next = tabs[index + 1];
    if (next) expect(tab.x + tab.width / 2).toBeLessThan(next.x - next.width / 2 + 1);
  }
});

it("optional ways show only when used or looked at", () => {
  const all = [outlet("next", "Then", "a"), outlet("onError", "Failed", null, false), outlet("onPast", "Past", "b", false)];
  expect(shownOutlets(all, false).map(({ name }) => name)).toEqual(["next", "onPast"]);
  expect(shownOutlets(all, true)).toHaveLength(3);
});

it("no tab is wider than it may be", () => {
  expect(tabWidth("A case with a very long name that nobody should give it")).toBe(150);
});
