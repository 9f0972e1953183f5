import type { Point } from "../../../engine/graph/index.ts";

export interface Snapped {
  position: Point;
  /** Where guides are drawn: the left edge or top edge shared with another step. */
  guides: { x?: number; y?: number };
}

/** So near, a step that is moved falls in line with another. */
const NEAR = 8;
const GRID = 4;

/** A moved step lines up with the nearest column and row of other steps, else with the grid. */
export function snapTo(position: Point, others: readonly Point[]): Snapped {
  const x = nearest(position.x, others, (other) => other.x);
  const y = nearest(position.y, others, (other) => other.y);
  return {
    position: { x: x ?? onGrid(position.x), y: y ?? onGrid(position.y) },
    guides: { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) },
  };
}

function nearest(value: number, others: readonly Point[], of: (other: Point) => number): number | undefined {
  let best: number | undefined;
  for (const other of others) {
    const far = Math.abs(of(other) - value);
    if (far <= NEAR && (best === undefined || far < Math.abs(best - value))) best = of(other);
  }
  return best;
}

const onGrid = (value: number) => Math.round(value / GRID) * GRID;
