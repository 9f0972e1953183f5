import { expect, it } from "vitest";
import { rowForKey } from "./rowKeys.ts";

it("arrow keys move by one row and stop at the ends", () => {
  expect(rowForKey("ArrowDown", 3, 10, 4)).toBe(4);
  expect(rowForKey("ArrowUp", 0, 10, 4)).toBe(0);
  expect(rowForKey("ArrowDown", 9, 10, 4)).toBe(9);
});

it("page keys move by what is seen, Home and End to the ends", () => {
  expect(rowForKey("PageDown", 3, 10, 4)).toBe(7);
  expect(rowForKey("End", 3, 10, 4)).toBe(9);
  expect(rowForKey("Home", 3, 10, 4)).toBe(0);
});

it("other keys move nowhere", () => {
  expect(rowForKey("x", 3, 10, 4)).toBeNull();
});
