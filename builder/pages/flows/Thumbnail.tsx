import { useMemo } from "react";
import type { Definition } from "../../../engine/definition/types.ts";
import { CARD, decompile, sizeOf } from "../../../engine/graph/index.ts";
import { rounded, route } from "../../editor/canvas/route.ts";
import { EdgeShape } from "../../theme/EdgeShape.tsx";
import { lookOf } from "../../theme/kinds.tsx";

/** The first screenful of a flow, small. */
export function Thumbnail({ definition }: { definition: Definition }) {
  const { nodes, lines, box } = useMemo(() => drawing(definition), [definition]);
  return (
    <svg viewBox={box} preserveAspectRatio="xMidYMid meet" width="100%" height="100%" aria-hidden="true">
      {lines.map((path, index) => (
        <path key={index} d={path} fill="none" stroke="var(--edge)" strokeWidth="5" />
      ))}
      {nodes.map(({ id, kind, x, y, width, height }) =>
        kind === "end" ? (
          <circle key={id} cx={x + width / 2} cy={y + 20} r="20" fill="var(--end)" />
        ) : kind === "wait" ? (
          <rect
            key={id}
            x={x + 50}
            y={y}
            width={width - 100}
            height={height}
            rx="16"
            fill="var(--wait-bg)"
            stroke="var(--line2)"
            strokeWidth="3"
          />
        ) : (
          <g key={id}>
            <rect x={x} y={y} width={width} height={height} rx="10" fill="var(--card)" stroke="var(--line2)" strokeWidth="4" />
            <g transform={`translate(${x} ${y}) scale(${edgeScale})`}>
              <EdgeShape intent={lookOf(kind).intent} height={height / edgeScale} />
            </g>
            <rect x={x + 50} y={y + 20} width="140" height="14" rx="7" fill="var(--line2)" />
          </g>
        ),
      )}
    </svg>
  );
}

/** The start's card, which is no step; no step's id begins so. */
const start = "$start";
const startGap = 22;

function drawing(definition: Definition) {
  const graph = decompile(definition);
  const steps = graph.nodes.map((node) => ({ id: node.id, kind: node.step.kind as string, ...node.position, ...sizeOf(node.step.kind) }));
  const first = steps.find(({ id }) => id === graph.start);
  const above = first ? [{ id: start, kind: start, x: first.x, y: first.y - CARD.height - startGap, ...CARD }] : [];
  const nodes = [...above, ...steps];
  const place = new Map(nodes.map((node) => [node.id, node]));
  const begins = first ? [{ from: start, to: first.id }] : [];
  const lines = [...begins, ...graph.edges].flatMap((edge) => {
    const [from, to] = [place.get(edge.from), place.get(edge.to)];
    if (!from || !to) return [];
    return [rounded(route({ x: from.x + from.width / 2, y: from.y + from.height }, { x: to.x + to.width / 2, y: to.y }))];
  });
  return { nodes, lines, box: boxOf(nodes) };
}

/** The edges of the cards are drawn larger than they are, so that their shapes can still be told apart. */
const edgeScale = 2.2;
const tallest = 780;
const margin = 40;

/** Around the flow's beginning: everything of it that stands in the first screenful, none of it cut at the sides. */
function boxOf(nodes: { x: number; y: number; width: number; height: number }[]): string {
  const top = Math.min(...nodes.map((node) => node.y));
  const seen = nodes.filter((node) => node.y + node.height <= top + tallest);
  const left = Math.min(...seen.map((node) => node.x));
  const right = Math.max(...seen.map((node) => node.x + node.width));
  const bottom = Math.max(...seen.map((node) => node.y + node.height));
  return [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin].join(" ");
}
