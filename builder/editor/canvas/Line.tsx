import { BaseEdge, EdgeLabelRenderer, type EdgeProps, useStoreApi } from "@xyflow/react";
import { memo, useMemo } from "react";
import { useEditor, useEditorStore, useStandingDrawing } from "../store/context.tsx";
import { boxesOf } from "../store/indexGraph.ts";
import { stepOf, type WayNumber, wayWords } from "../watch/numbers.ts";
import { type FlowLine, lineId } from "./flowNodes.ts";
import styles from "./Line.module.css";
import { arrowAt, middleOf, rounded, route } from "./route.ts";

/** A line begins at the lower rim of its tab, which is the middle of the handle. */
const OUTLET_RADIUS = 7;

/** One line: orthogonal, round corners, behind the steps; under the pointer it shows a `+`. */
export const Line = memo(function Line({ id, source, target, sourceX, sourceY, targetX, targetY, data, selected }: EdgeProps<FlowLine>) {
  const store = useEditorStore();
  const flow = useStoreApi();
  const graph = useStandingDrawing();
  const readOnly = useEditor((state) => state.readOnly);
  const way = useEditor(({ numbers }) => numbers?.ways.get(id));
  const lit = useEditor((state) => (state.lit === null ? "plain" : state.lit.edges.has(id) ? "lit" : "dim"));
  const points = useMemo(() => {
    const from = { x: Math.round(sourceX), y: Math.round(sourceY - OUTLET_RADIUS) };
    const to = { x: Math.round(targetX), y: Math.round(targetY) };
    const near = boxesNear(boxesCached(graph), from, to);
    return route(
      from,
      to,
      near.filter((box) => box.id !== source && box.id !== target),
      near.filter((box) => box.id === source || box.id === target),
    );
  }, [sourceX, sourceY, targetX, targetY, source, target, graph]);
  const end = points.at(-1) ?? { x: targetX, y: targetY };
  const middle = middleOf(points);
  const insert = () => {
    const { transform, domNode } = flow.getState();
    const frame = domNode?.getBoundingClientRect();
    const [x, y, zoom] = transform;
    store.getState().startAdding({
      on: { from: data?.from ?? null, outlet: data?.outlet ?? "next" },
      x: (frame?.left ?? 0) + middle.x * zoom + x,
      y: (frame?.top ?? 0) + middle.y * zoom + y,
    });
  };
  return (
    <g className={styles.line} data-lit={lit} data-change={data?.change} data-selected={selected || undefined}>
      <BaseEdge id={id} path={rounded(points)} className={styles.path ?? ""} interactionWidth={22} />
      <path d={arrowAt(end)} className={styles.head} />
      {way && points[0] && <WayCount way={way} at={points[0]} />}
      {!readOnly && data?.change !== "gone" && (
        // biome-ignore lint/a11y/useSemanticElements: an SVG has no button; the outline and the palette do the same from the keyboard
        <g
          className={styles.plusOnLine}
          role="button"
          tabIndex={-1}
          aria-label="Add a step here"
          transform={`translate(${middle.x} ${middle.y})`}
          onClick={(event) => {
            event.stopPropagation();
            insert();
          }}
          onKeyDown={(event) => event.key === "Enter" && insert()}
        >
          <circle r="14" className={styles.plusAround} />
          <circle r="11" className={styles.plusDisc} />
          <path d="M0 -5V5M-5 0H5" />
        </g>
      )}
    </g>
  );
});

/** While somebody watches: how many went this way, and which share of those who came. Pressed, it shows them. */
function WayCount({ way, at }: { way: WayNumber; at: { x: number; y: number } }) {
  const store = useEditorStore();
  const pressed = useEditor((state) => state.pressed === way.mark);
  return (
    // Above all lines: one that is drawn later would go through the words.
    <EdgeLabelRenderer>
      <button
        type="button"
        tabIndex={-1}
        className={`${styles.way} nodrag nopan`}
        aria-label={`${wayWords(way)} went this way: show who`}
        data-pressed={pressed || undefined}
        style={{ transform: `translate(${at.x + 5}px, ${at.y + 2}px)` }}
        onClick={(event) => {
          event.stopPropagation();
          store.getState().press(way.mark, stepOf(way.mark));
        }}
      >
        {wayWords(way)}
      </button>
    </EdgeLabelRenderer>
  );
}

type Boxes = ReturnType<typeof boxesOf>;
const cached = new WeakMap<object, Boxes>();

/** Asked by every line after each change: worked out once. */
function boxesCached(graph: Parameters<typeof boxesOf>[0]): Boxes {
  const known = cached.get(graph);
  if (known) return known;
  const boxes = boxesOf(graph);
  cached.set(graph, boxes);
  return boxes;
}

/** Only steps between the two ends can be in the way. */
function boxesNear(boxes: Boxes, a: { x: number; y: number }, b: { x: number; y: number }): Boxes {
  const [top, bottom] = [Math.min(a.y, b.y) - 30, Math.max(a.y, b.y) + 30];
  const [left, right] = [Math.min(a.x, b.x) - 340, Math.max(a.x, b.x) + 340];
  return boxes.filter((box) => box.y < bottom && box.y + box.height > top && box.x < right && box.x + box.width > left);
}

export const lineTypes = { line: Line };
export { lineId };
