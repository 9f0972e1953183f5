import { CARD, type Clipping, COLUMN, type Graph, type Point } from "../../../engine/graph/index.ts";

const BESIDE = 32;

/** How far copied steps are moved when pasted: a little aside in their own flow, beside everything in another, to the top in an empty one. */
export function pasteOffset(graph: Graph, clipping: Clipping): Point {
  // Notes stand beside their steps: where there are steps, these say where.
  const nodes = clipping.nodes.length > 0 ? clipping.nodes : (clipping.notes ?? []);
  const [left, top] = [least(nodes.map((node) => node.position.x)), least(nodes.map((node) => node.position.y))];
  if (graph.nodes.length === 0) return { x: -left, y: CARD.height + 22 - top };
  const standing = [...graph.nodes, ...(graph.notes ?? [])];
  const own = nodes.some(({ id }) => standing.some((one) => one.id === id));
  if (!own) {
    const right = -least(graph.nodes.map((node) => -node.position.x));
    return { x: right + COLUMN - left, y: least(graph.nodes.map((node) => node.position.y)) - top };
  }
  // Pasted again and again, each stands beside the one before.
  let by = BESIDE;
  const taken = () => standing.some(({ position }) => position.x === left + by && position.y === top + by);
  while (taken()) by += BESIDE;
  return { x: by, y: by };
}

const least = (numbers: readonly number[]): number => numbers.reduce((best, one) => Math.min(best, one), Number.POSITIVE_INFINITY);
