import type { StepId, StepKindName } from "../../../engine/definition/types.ts";
import {
  CARD,
  COLUMN,
  END_PILL,
  freshStep,
  GAP,
  type Graph,
  newStepId,
  type Operation,
  type Origin,
  type Point,
  sizeOf,
} from "../../../engine/graph/index.ts";
import { type EditorStore, START } from "../store/editorStore.ts";

export interface Where {
  /** The way on that leads to the new step; what it led to comes after. Left out: after the selected step, else at the end. */
  on?: Origin | undefined;
  /** Where it was dropped. */
  near?: Point;
}

/** Adds a step of a kind and opens it. Steps below move down to make room. One action to undo. */
export function addKind(store: EditorStore, kind: StepKindName, where: Where = {}): StepId {
  const { graph, index, edit, select, selected } = store.getState();
  const id = newStepId(kind, index);
  const joinId = kind === "parallel" ? newStepId("join", index) : undefined;
  const on = where.on ?? (where.near ? undefined : originAfter(graph, selected[0]));
  const position = where.near ? snapped(where.near) : placeAfter(graph, on);
  const operations: Operation[] = [];
  const extent = kind === "parallel" ? 2 * (CARD.height + GAP) : sizeOf(kind).height + GAP;
  if (!where.near) operations.push(...makeRoom(graph, on, position, extent));
  operations.push({ do: "addStep", id, step: freshStep(kind), position, ...(on ? { on } : {}), ...(joinId ? { joinId } : {}) });
  edit(operations);
  select([id], { panel: true });
  return id;
}

/** The open way on of a step, else its usual one. Nothing selected: the end of the usual path. */
export function originAfter(graph: Graph, selected: StepId | undefined): Origin | undefined {
  if (selected === START || (!selected && graph.start === null)) return { from: null, outlet: "start" };
  const node = graph.nodes.find((one) => one.id === selected);
  if (!node || node.step.kind === "end") return undefined;
  const own = graph.edges.filter((edge) => edge.from === node.id);
  if (node.step.kind === "branch") {
    const cases = Array.isArray(node.step["cases"]) ? node.step["cases"].length : 0;
    const open = Array.from({ length: cases }, (_, at) => `cases/${at}`).find((outlet) => !own.some((edge) => edge.outlet === outlet));
    return { from: node.id, outlet: open ?? "otherwise" };
  }
  const list = node.step.kind === "split" ? "arms/0" : node.step.kind === "parallel" ? "branches/0" : undefined;
  if (list) return { from: node.id, outlet: list };
  return { from: node.id, outlet: node.step.kind === "repeat" && !own.some((edge) => edge.outlet === "body") ? "body" : "next" };
}

/** Straight below for the usual way, one column to the right for the others. */
function placeAfter(graph: Graph, on: Origin | undefined): Point {
  if (!on) return freePlace(graph, lowest(graph));
  if (on.from === null) {
    const first = graph.nodes.find((node) => node.id === graph.start);
    return first ? first.position : freePlace(graph, { x: 0, y: CARD.height + 22 });
  }
  const from = graph.nodes.find((node) => node.id === on.from);
  if (!from) return { x: 0, y: 0 };
  const target = graph.edges.find((edge) => edge.from === on.from && edge.outlet === on.outlet)?.to;
  const after = graph.nodes.find((node) => node.id === target);
  const aside = sideOf(graph, on);
  const below = { x: from.position.x + aside * COLUMN, y: from.position.y + sizeOf(from.step.kind).height + GAP };
  if (after && after.position.y > from.position.y && aside === 0) return { x: after.position.x, y: Math.min(after.position.y, below.y) };
  return aside === 0 ? below : freePlace(graph, below);
}

/** How many columns to the right an outlet's step stands. */
function sideOf(graph: Graph, { from, outlet }: Origin): number {
  const others = graph.edges.filter((edge) => edge.from === from && edge.outlet !== outlet);
  if (outlet === "next" || outlet === "body" || outlet.endsWith("/0")) return 0;
  return others.length === 0 && outlet !== "otherwise" ? 1 : Math.max(1, others.length);
}

/** Steps below the place, in its column and beyond, move down when it is taken. */
function makeRoom(graph: Graph, on: Origin | undefined, place: Point, extent: number): Operation[] {
  if (!on) return [];
  const taken = graph.nodes.some(
    ({ position }) => Math.abs(position.x - place.x) < CARD.width && position.y >= place.y - 20 && position.y < place.y + extent - 20,
  );
  if (!taken) return [];
  const moves = graph.nodes
    .filter(({ position }) => position.y >= place.y - 20)
    .map(({ id, position }) => ({ id, position: { x: position.x, y: position.y + extent } }));
  return [{ do: "moveMany", moves }];
}

function lowest(graph: Graph): Point {
  const last = graph.nodes.reduce<Point | null>((best, { position }) => (best && best.y >= position.y ? best : position), null);
  return last ? { x: last.x, y: last.y + CARD.height + GAP } : { x: 0, y: 0 };
}

/** The wished place, or further down until no step stands there. */
function freePlace(graph: Graph, wished: Point): Point {
  let y = wished.y;
  const taken = () =>
    graph.nodes.some(
      ({ position }) => Math.abs(position.x - wished.x) < CARD.width && Math.abs(position.y - y) < CARD.height + END_PILL.height,
    );
  while (taken()) y += CARD.height + GAP;
  return { x: wished.x, y };
}

const snapped = ({ x, y }: Point): Point => ({ x: Math.round(x / 4) * 4, y: Math.round(y / 4) * 4 });
