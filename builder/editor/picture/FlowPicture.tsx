import { IconBolt } from "@tabler/icons-react";
import { type ReactNode, useMemo } from "react";
import { CARD, END_PILL, type Graph, type GraphNode, sizeOf } from "../../../engine/graph/index.ts";
import type { Tone } from "../../components/Tile.tsx";
import { edgePath } from "../../theme/EdgeShape.tsx";
import { kinds, lookOf } from "../../theme/kinds.tsx";
import { FOOTER, lineId, startPlace } from "../canvas/flowNodes.ts";
import { arrowAt, type Point, type Rect, rounded, route } from "../canvas/route.ts";
import { layTabs, shownOutlets } from "../canvas/tabs.ts";
import { boxesOf, type GraphIndex, indexGraph } from "../store/indexGraph.ts";
import type { Numbers } from "../watch/numbers.ts";
import type { Names } from "../words/names.ts";
import { startDetail, startTitle } from "../words/start.ts";
import { summaryOf, titleOf } from "../words/step.ts";
import { fitted, widthOf } from "./fitted.ts";
import { CAME, footerOf, NumbersOfStep, NumbersOfWay } from "./PictureNumbers.tsx";
import { paperColours } from "./paper.ts";

export interface PictureProps {
  graph: Graph;
  names: Names;
  /** Which part of it, in canvas pixels; all of it unless told. */
  part?: Rect;
  scale?: number;
  /** How runs went through it, where that is to be in the picture. */
  numbers?: Numbers | null;
  /** What else stands in it. */
  children?: ReactNode;
}

const margin = 24;

/** Around everything that is drawn, the start included. */
export function boxOfGraph(graph: Graph, numbers: Numbers | null = null): Rect {
  const start = startPlace(graph);
  const rects = [{ ...start, ...CARD }, ...boxesOf(graph)];
  const [left, top] = [Math.min(...rects.map((one) => one.x)), Math.min(...rects.map((one) => one.y))];
  const right = Math.max(...rects.map((one) => one.x + one.width));
  const bottom = Math.max(...rects.map((one) => one.y + one.height)) + (numbers ? FOOTER : 0);
  // Tabs hang below a card, and lines go round beside it.
  const beside = margin + 44 + (numbers ? CAME : 0);
  return { x: left - beside, y: top - margin, width: right - left + 2 * beside, height: bottom - top + 2 * margin + 20 };
}

/** A flow as a drawing for paper and pictures: what the canvas shows, in lines and letters, always light. */
export function FlowPicture({ graph, names, part, scale = 1, numbers = null, children }: PictureProps) {
  const index = useMemo(() => indexGraph(graph), [graph]);
  const lines = useMemo(() => linesOf(graph, index, numbers), [graph, index, numbers]);
  const box = part ?? boxOfGraph(graph, numbers);
  const footer = (node: GraphNode) => footerOf(node.step.kind, numbers?.steps.get(node.id));
  const start = startPlace(graph);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={`The flow ${graph.settings.name}`}
      width={Math.round(box.width * scale)}
      height={Math.round(box.height * scale)}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      style={paperColours()}
      fontFamily="'Inter Variable', Inter, Helvetica, Arial, sans-serif"
    >
      {lines.map(({ id, points }) => (
        <g key={id}>
          <path d={rounded(points)} fill="none" stroke="var(--edge)" strokeWidth="1.6" />
          <path d={arrowAt(points.at(-1) ?? { x: 0, y: 0 })} fill="var(--edge)" />
        </g>
      ))}
      <Card at={start} tone="end" intent="end" title={startTitle(graph.settings, names)} detail={startDetail(graph.settings, names)} />
      {graph.nodes.map((node) => (
        <g key={node.id}>
          {node.step.kind === "wait" ? (
            <Pill at={node.position} words={pillWords(node.step, names)} />
          ) : node.step.kind === "end" ? (
            <End at={node.position} words={endWords(node.step)} />
          ) : (
            <Card
              at={node.position}
              kind={node.step.kind}
              tone={lookOf(node.step.kind).intent}
              intent={lookOf(node.step.kind).intent}
              title={titleOf(node.step)}
              detail={summaryOf(node.step, names)}
              footer={footer(node)}
            />
          )}
          <NumbersOfStep node={node} numbers={numbers?.steps.get(node.id)} right={rightOf(node, names)} />
          {tabsOf(index, node.id).map(({ outlet, x, width }) =>
            width > 0 ? (
              <Tab
                key={outlet.name}
                x={node.position.x + x}
                y={node.position.y + sizeOf(node.step.kind).height + footer(node)}
                width={width}
                label={outlet.label}
              />
            ) : null,
          )}
        </g>
      ))}
      {lines.map(({ id, points }) => {
        const way = numbers?.ways.get(id);
        return way && points[0] ? <NumbersOfWay key={id} way={way} at={points[0]} /> : null;
      })}
      {(graph.notes ?? []).map((note) => (
        <Note key={note.id} {...note} />
      ))}
      {children}
    </svg>
  );
}

const tabsOf = (index: GraphIndex, id: string) => layTabs(shownOutlets(index.get(id)?.outlets ?? [], false));
const tabHeight = 20;

function linesOf(graph: Graph, index: GraphIndex, numbers: Numbers | null): { id: string; points: Point[] }[] {
  const boxes = boxesOf(graph).map((box) => {
    const kind = index.get(box.id)?.node.step.kind;
    return kind ? { ...box, height: box.height + footerOf(kind, numbers?.steps.get(box.id)) } : box;
  });
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const begin = startPlace(graph);
  const ways = [
    ...(graph.start
      ? [{ id: lineId(null, "start"), from: { x: begin.x + CARD.width / 2, y: begin.y + CARD.height }, source: "", target: graph.start }]
      : []),
    ...graph.edges.flatMap((edge) => {
      const box = byId.get(edge.from);
      const tab = tabsOf(index, edge.from).find((one) => one.outlet.name === edge.outlet);
      if (!box || !tab) return [];
      const y = box.y + box.height + (tab.width > 0 ? tabHeight : 0);
      return [{ id: lineId(edge.from, edge.outlet), from: { x: box.x + tab.x, y }, source: edge.from, target: edge.to }];
    }),
  ];
  return ways.flatMap(({ id, from, source, target }) => {
    const to = byId.get(target);
    if (!to) return [];
    const others = boxes.filter((box) => box.id !== source && box.id !== target);
    const own = boxes.filter((box) => box.id === source || box.id === target);
    return [{ id, points: route(from, { x: to.x + to.width / 2, y: to.y }, others, own) }];
  });
}

interface CardProps {
  at: Point;
  kind?: string;
  tone: Tone;
  intent: Parameters<typeof edgePath>[0];
  title: string;
  detail: string;
  /** What it is longer by, for its numbers. */
  footer?: number;
}

function Card({ at, kind, tone, intent, title, detail, footer = 0 }: CardProps) {
  const Icon = kind === undefined ? IconBolt : lookOf(kind).icon;
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <rect width={CARD.width} height={CARD.height + footer} rx="9" fill="var(--card)" stroke="var(--line2)" />
      <path d={edgePath(intent, CARD.height + footer)} fill={`var(--${tone})`} transform="translate(-1 0)" />
      <rect x="16" y="11" width="32" height="32" rx="8" fill={`var(--${tone}-bg)`} />
      <Icon x={23} y={18} size={18} stroke={1.7} color={`var(--${tone})`} />
      <text x="58" y="24" fontSize="14" fontWeight="600" fill="var(--ink)">
        {fitted(title, "600 14px", CARD.width - 70)}
      </text>
      <text x="58" y="41" fontSize="12" fill="var(--muted)">
        {fitted(detail, "400 12px", CARD.width - 70)}
      </text>
    </g>
  );
}

const pillWords = (step: GraphNode["step"], names: Names): string =>
  step.name ? `${titleOf(step)} · ${summaryOf(step, names)}` : summaryOf(step, names);

/** What a pill has room to say, and how wide it is. */
function pillOf(words: string): { said: string; width: number } {
  const said = fitted(words, "500 12.5px", CARD.width - 48);
  return { said, width: Math.min(CARD.width, widthOf(said, "500 12.5px") + 48) };
}

/** Where a step ends. */
const rightOf = ({ step, position }: GraphNode, names: Names): number =>
  position.x + (CARD.width + (step.kind === "wait" ? pillOf(pillWords(step, names)).width : CARD.width)) / 2;

function Pill({ at, words }: { at: Point; words: string }) {
  const Icon = kinds.wait.icon;
  const { said, width } = pillOf(words);
  const x = at.x + (CARD.width - width) / 2;
  return (
    <g transform={`translate(${x} ${at.y})`}>
      <rect width={width} height="32" rx="16" fill="var(--card)" stroke="var(--line2)" />
      <circle cx="16" cy="16" r="11" fill="var(--wait-bg)" />
      <Icon x={9} y={9} size={14} stroke={1.7} color="var(--wait)" />
      <text x="34" y="20.5" fontSize="12.5" fontWeight="500" fill="var(--ink)">
        {said}
      </text>
    </g>
  );
}

function End({ at, words }: { at: Point; words: string }) {
  const Icon = kinds.end.icon;
  const said = fitted(`End · ${words}`, "600 12.5px", CARD.width - 48);
  const width = widthOf(said, "600 12.5px") + 46;
  return (
    <g transform={`translate(${at.x + (CARD.width - width) / 2} ${at.y})`}>
      <rect width={width} height={END_PILL.height} rx="17" fill="var(--ink)" />
      <Icon x={11} y={9.5} size={15} stroke={2} color="var(--card)" />
      <text x="32" y="21.5" fontSize="12.5" fontWeight="600" fill="var(--card)">
        {said}
      </text>
    </g>
  );
}

function Tab({ x, y, width, label }: { x: number; y: number; width: number; label: string }) {
  return (
    <g transform={`translate(${x - width / 2} ${y})`}>
      <path d={`M0 0V13A7 7 0 0 0 7 20H${width - 7}A7 7 0 0 0 ${width} 13V0Z`} fill="var(--sunk)" stroke="var(--line2)" />
      <text x={width / 2} y="14" fontSize="11.5" fontWeight="500" textAnchor="middle" fill="var(--muted)">
        {fitted(label, "500 11.5px", width - 8)}
      </text>
    </g>
  );
}

function Note({ text, position }: { text: string; position: Point }) {
  return (
    <text x={position.x} y={position.y + 14} fontSize="12" fill="var(--muted)">
      {text.split("\n").map((line, index) => (
        <tspan key={`${index} ${line}`} x={position.x} dy={index === 0 ? 0 : 16}>
          {fitted(line, "400 12px", CARD.width)}
        </tspan>
      ))}
    </text>
  );
}

function endWords(step: { name?: string; outcome?: unknown } & Parameters<typeof titleOf>[0]): string {
  const outcome = typeof step["outcome"] === "string" ? step["outcome"] : "";
  return step.name ? titleOf(step) : outcome.charAt(0).toUpperCase() + outcome.slice(1);
}
