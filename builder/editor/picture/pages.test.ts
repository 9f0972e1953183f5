import { expect, it } from "vitest";
import { layOnPaper } from "./pages.ts";

const steps = (count: number) => Array.from({ length: count }, (_, n) => ({ x: 0, y: n * 90, width: 264, height: 54 }));
const boxOf = (count: number, width = 400) => ({ x: -20, y: -20, width, height: count * 90 + 20 });

it("a short flow stands on one page, no larger than on the screen", () => {
  expect(layOnPaper(boxOf(5), steps(5))).toEqual({ landscape: false, scale: 1, pages: [{ y: -20, height: 470 }] });
});

it("a long flow goes on over pages, and no step is cut in two or left out", () => {
  const { pages } = layOnPaper(boxOf(60), steps(60));
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.reduce((sum, page) => sum + page.height, 0)).toBe(60 * 90 + 20);
  for (const { y, height } of pages)
    for (const step of steps(60)) expect(step.y < y + height && step.y + step.height > y + height, `${step.y}`).toBe(false);
});

it("a wide flow lies on its side and is made small enough to fit", () => {
  const { landscape, scale } = layOnPaper({ x: 0, y: 0, width: 1898, height: 500 }, steps(3));
  expect([landscape, scale]).toEqual([true, 0.5]);
});
