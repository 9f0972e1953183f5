/** The way a line takes from an outlet to a step: straight pieces with round corners, clear of other steps. Pure, in canvas pixels. */

export interface Point {
  x: number;
  y: number;
}
export interface Rect extends Point {
  width: number;
  height: number;
}

/** How far below an outlet, and above a step, a line may turn. */
const LEAD = 10;
const RISE = 13;
/** A lane beside steps keeps so much off them. */
const ASIDE = 30;
const CORNER = 9;
const PAD = 5;

/** Corners of the line, ends included. `others` are the steps to keep clear of; `own` those it connects. */
export function route(from: Point, to: Point, others: readonly Rect[] = [], own: readonly Rect[] = []): Point[] {
  const down = to.y - from.y >= LEAD + 2;
  const clear = (points: Point[]) => isClear(points, others, own);
  if (down && Math.abs(from.x - to.x) < 2) {
    const straight = [from, to];
    if (clear(straight)) return straight;
  }
  const drop = from.y + LEAD;
  const rise = to.y - RISE;
  if (down) {
    const middle = Math.max(drop, rise);
    const early = [from, { x: from.x, y: drop }, { x: to.x, y: drop }, to];
    const late = [from, { x: from.x, y: middle }, { x: to.x, y: middle }, to];
    if (clear(early)) return early;
    if (clear(late)) return late;
  }
  const lanes = lanesFor(from, to, [...others, ...own]);
  const byLane = (lane: number) => [from, { x: from.x, y: drop }, { x: lane, y: drop }, { x: lane, y: rise }, { x: to.x, y: rise }, to];
  const free = lanes.find((lane) => clear(byLane(lane)));
  return byLane(free ?? lanes[0] ?? Math.max(from.x, to.x) + 160);
}

/** Places for a vertical piece beside the steps between the two ends, the shortest way first. */
function lanesFor(from: Point, to: Point, rects: readonly Rect[]): number[] {
  const top = Math.min(from.y, to.y) - RISE;
  const bottom = Math.max(from.y, to.y) + LEAD;
  const beside = rects.filter((rect) => rect.y < bottom && rect.y + rect.height > top);
  const lanes = beside.flatMap((rect) => [rect.x + rect.width + ASIDE, rect.x - ASIDE]);
  const length = (lane: number) => Math.abs(lane - from.x) + Math.abs(lane - to.x) - (lane > from.x ? 1 : 0);
  return lanes.sort((a, b) => length(a) - length(b)).slice(0, 12);
}

function isClear(points: Point[], others: readonly Rect[], own: readonly Rect[]): boolean {
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]];
    if (!a || !b) continue;
    if (others.some((rect) => crosses(a, b, rect, PAD)) || own.some((rect) => crosses(a, b, rect, -1))) return false;
  }
  return true;
}

/** Whether a straight piece enters a rectangle grown by so much. */
function crosses(a: Point, b: Point, rect: Rect, pad: number): boolean {
  return (
    Math.max(a.x, b.x) > rect.x - pad &&
    Math.min(a.x, b.x) < rect.x + rect.width + pad &&
    Math.max(a.y, b.y) > rect.y - pad &&
    Math.min(a.y, b.y) < rect.y + rect.height + pad
  );
}

/** An SVG path along the corners, each rounded as far as its pieces allow. */
export function rounded(points: readonly Point[], radius = CORNER): string {
  const [first] = points;
  if (!first) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (let index = 1; index < points.length; index++) {
    const [before, corner, after] = [points[index - 1], points[index], points[index + 1]];
    if (!before || !corner) continue;
    if (!after) {
      path += `L${round(corner.x)} ${round(corner.y)}`;
      continue;
    }
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const enter = towards(corner, before, r);
    const leave = towards(corner, after, r);
    path += `L${round(enter.x)} ${round(enter.y)}Q${round(corner.x)} ${round(corner.y)} ${round(leave.x)} ${round(leave.y)}`;
  }
  return path;
}

/** The middle of the longest piece: where the `+` shows. */
export function middleOf(points: readonly Point[]): Point {
  let best: Point = points[0] ?? { x: 0, y: 0 };
  let longest = -1;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]];
    if (!a || !b) continue;
    const length = distance(a, b);
    if (length > longest) {
      longest = length;
      best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    }
  }
  return best;
}

/** The head of the arrow at the line's end, which always points down into a step. */
export function arrowAt({ x, y }: Point): string {
  return `M${round(x)} ${round(y)}L${round(x + 4.2)} ${round(y - 7)}L${round(x - 4.2)} ${round(y - 7)}Z`;
}

const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
const round = (value: number) => Math.round(value * 10) / 10;

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}
