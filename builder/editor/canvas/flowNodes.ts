import type { Edge, Node } from "@xyflow/react";
import type { StepId } from "../../../engine/definition/types.ts";
import { CARD, END_PILL, type Graph, type GraphNode, WAIT_PILL } from "../../../engine/graph/index.ts";
import type { Diff } from "../publish/diff.ts";
import { START } from "../store/editorStore.ts";

/** What the canvas draws. The step itself is read from the store by its id, so that a node is only drawn again when its own step changes. */
export type FlowNode = Node<Record<string, never>, "step" | "wait" | "end" | "start" | "note">;
export interface LineData extends Record<string, unknown> {
  from: StepId | null;
  outlet: string;
  /** While both versions are drawn: a line there was, or one there was not. */
  change?: "gone" | "new";
}
export type FlowLine = Edge<LineData, "line">;

/** From the start's card to the first step. */
export const START_GAP = 22;

/** What a card is longer by, to say who is there. */
export const FOOTER = 26;

const noData: Record<string, never> = {};

export function startPlace(graph: Graph): { x: number; y: number } {
  const first = graph.nodes.find((node) => node.id === graph.start);
  if (first) return { x: first.position.x, y: first.position.y - CARD.height - START_GAP };
  const top = graph.nodes.reduce<GraphNode | null>((best, node) => (best && best.position.y <= node.position.y ? best : node), null);
  return top ? { x: top.position.x, y: top.position.y - CARD.height - 76 } : { x: 0, y: 0 };
}

/** How large a step is before it was measured: those out of sight need not be. */
function initialSize(type: FlowNode["type"]): { initialWidth: number; initialHeight: number } {
  const { width, height } = type === "wait" ? WAIT_PILL : type === "end" ? END_PILL : CARD;
  return { initialWidth: width, initialHeight: height };
}

function typeOf(node: GraphNode): FlowNode["type"] {
  if (node.step.kind === "wait") return "wait";
  return node.step.kind === "end" ? "end" : "step";
}

/** The canvas's nodes for a drawing; those that stand where they stood keep their identity and what was measured of them. */
export function flowNodes(graph: Graph, selected: ReadonlySet<string>, before: readonly FlowNode[]): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const place = (id: string, type: FlowNode["type"], position: { x: number; y: number }): FlowNode => {
    const old = known.get(id);
    const isSelected = selected.has(id);
    if (
      old &&
      old.type === type &&
      old.position.x === position.x &&
      old.position.y === position.y &&
      Boolean(old.selected) === isSelected &&
      !old.dragging
    )
      return old;
    return { ...old, ...initialSize(type), id, type, position, data: noData, selected: isSelected, dragging: false };
  };
  const start: FlowNode = { ...place(START, "start", startPlace(graph)), draggable: false, deletable: false };
  const oldStart = known.get(START);
  const sameStart =
    oldStart &&
    oldStart.position.x === start.position.x &&
    oldStart.position.y === start.position.y &&
    oldStart.selected === start.selected;
  // Notes come first: they lie behind the steps.
  const notes = (graph.notes ?? []).map((note) => place(note.id, "note", note.position));
  return unlessSame(before, [
    ...notes,
    sameStart ? oldStart : start,
    ...graph.nodes.map((node) => place(node.id, typeOf(node), node.position)),
  ]);
}

/** What is typed in a panel moves nothing: then the canvas is given the very list it has. */
const unlessSame = <T>(before: readonly T[], now: T[]): T[] =>
  before.length === now.length && now.every((one, index) => one === before[index]) ? (before as T[]) : now;

export const lineId = (from: StepId | null, outlet: string): string => `${from ?? START} ${outlet}`;

/** Lines say nothing to a screen reader: the outline and the panel tell where each step goes on. */
const unread = { ariaRole: "group" as const, ariaLabel: undefined };

/** The canvas's lines; those that lead where they led keep their identity. */
export function flowLines(graph: Graph, diff: Pick<Diff, "gone" | "added"> | null = null, before: readonly FlowLine[] = []): FlowLine[] {
  const ids = new Set(graph.nodes.map((node) => node.id));
  const lines: FlowLine[] = graph.edges
    .filter((edge) => ids.has(edge.from) && ids.has(edge.to))
    .map(({ from, outlet, to }) => ({
      id: lineId(from, outlet),
      source: from,
      sourceHandle: outlet,
      target: to,
      type: "line",
      data: { from, outlet, ...(diff?.added.has(lineId(from, outlet)) ? { change: "new" as const } : {}) },
      ...unread,
    }));
  for (const { from, outlet, to } of diff?.gone.edges ?? [])
    lines.push({
      id: `gone ${lineId(from, outlet)}`,
      source: from,
      sourceHandle: outlet,
      target: to,
      type: "line",
      data: { from, outlet, change: "gone" },
      ...unread,
      deletable: false,
      selectable: false,
    });
  if (graph.start && ids.has(graph.start))
    lines.unshift({
      id: lineId(null, "start"),
      source: START,
      sourceHandle: "start",
      target: graph.start,
      type: "line",
      data: { from: null, outlet: "start" },
      ...unread,
      deletable: false,
    });
  const known = new Map(before.map((line) => [line.id, line]));
  return unlessSame(
    before,
    lines.map((line) => {
      const old = known.get(line.id);
      return old && old.target === line.target && old.data?.change === line.data?.change ? old : line;
    }),
  );
}
