import { expect, it } from "vitest";
import { snapTo } from "./snapping.ts";

const others = [
  { x: 0, y: 0 },
  { x: 400, y: 106 },
];

it("a moved step falls in line with the nearest column and row, and says where", () => {
  expect(snapTo({ x: 394, y: 301 }, others)).toEqual({ position: { x: 400, y: 300 }, guides: { x: 400 } });
  expect(snapTo({ x: 5, y: 101 }, others)).toEqual({ position: { x: 0, y: 106 }, guides: { x: 0, y: 106 } });
});

it("else it keeps to the grid", () => {
  expect(snapTo({ x: 201.7, y: 49.9 }, others)).toEqual({ position: { x: 200, y: 48 }, guides: {} });
});
