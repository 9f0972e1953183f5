import "@xyflow/react/dist/base.css";
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  type ReactFlowInstance,
  useReactFlow,
} from "@xyflow/react";
import {
  type DragEvent,
  lazy,
  memo,
  type MouseEvent as ReactMouseEvent,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { StepKindName } from "../../../engine/definition/types.ts";
import type { Point } from "../../../engine/graph/index.ts";
import { isStepKind } from "../../../engine/steps/index.ts";
import { addKind } from "../palette/add.ts";
import { shownGraph } from "../publish/diff.ts";
import { useEditor, useEditorStore, useStandingDrawing } from "../store/context.tsx";
import { type EditorStore, START } from "../store/editorStore.ts";
import { capital } from "../words/lists.ts";
import { actsOn } from "./acts.ts";
import styles from "./Canvas.module.css";
import type { MenuAt } from "./CanvasMenu.tsx";
import { chosenWords } from "./clipboard.ts";
import { DiffBar } from "./DiffMark.tsx";
import { dragType } from "./dragType.ts";
import { insertion } from "./dropOnLine.ts";
import { FindStep } from "./FindStep.tsx";
import { type FlowLine, type FlowNode, flowLines, flowNodes } from "./flowNodes.ts";
import { Guides } from "./Guides.tsx";
import { lineTypes } from "./Line.tsx";
import { moving } from "./moving.ts";
import { Note } from "./Note.tsx";
import { EndPill, WaitPill } from "./Pills.tsx";
import { Spoken } from "./Spoken.tsx";
import { StartCard } from "./StartCard.tsx";
import { StepCard } from "./StepCard.tsx";
import { type Snapped, snapTo } from "./snapping.ts";
import { useCanvasKeys } from "./useCanvasKeys.ts";
import { useClipboard } from "./useClipboard.ts";
import { useGliding } from "./useGliding.ts";
import { useKeepInSight } from "./useKeepInSight.ts";
import { Zoom } from "./Zoom.tsx";

const CanvasMenu = lazy(() => import("./CanvasMenu.tsx"));
const ChosenBar = lazy(() => import("./ChosenBar.tsx"));
const nodeTypes = { step: StepCard, wait: WaitPill, end: EndPill, start: StartCard, note: Note };

/** The drawing. While a step is dragged only the canvas knows; letting go is one edit. */
export const Canvas = memo(function Canvas() {
  const store = useEditorStore();
  const graph = useStandingDrawing();
  const diff = useEditor((state) => state.diff);
  const diffView = useEditor((state) => state.diffView);
  const shown = useMemo(() => shownGraph(graph, diff, diffView), [graph, diff, diffView]);
  const selected = useEditor((state) => state.selected);
  const readOnly = useEditor((state) => state.readOnly);
  const [nodes, setNodes] = useState<FlowNode[]>(() => flowNodes(shown, new Set(selected), []));
  const [connecting, setConnecting] = useState(false);
  const frame = useRef<HTMLElement>(null);
  const canvas = useReactFlow();

  const [guides, setGuides] = useState<Snapped["guides"]>(noGuides);
  const latest = useRef(nodes);
  latest.current = nodes;
  const put = useGliding(latest, setNodes);

  useEffect(() => put((before) => flowNodes(shown, new Set(selected), before)), [shown, selected, put]);
  const drawnLines = useRef<FlowLine[]>([]);
  const lines = useMemo(() => {
    drawnLines.current = flowLines(shown, diffView === "both" ? diff : null, drawnLines.current);
    return drawnLines.current;
  }, [shown, diff, diffView]);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const [change] = changes;
      // One step alone falls in line with the others; several keep their places to each other.
      if (changes.length === 1 && change?.type === "position" && change.dragging && change.position) {
        const snap = snapTo(change.position, othersThan(change.id, latest.current));
        setGuides((before) => (before.x === snap.guides.x && before.y === snap.guides.y ? before : snap.guides));
        change.position = snap.position;
      }
      setNodes((before) => applyNodeChanges(changes, before));
      choose(store, changes);
    },
    [store],
  );
  const onDragStop = useCallback(
    (event: MouseEvent | TouchEvent | ReactMouseEvent, _node: FlowNode, moved: FlowNode[]) => {
      setGuides(noGuides);
      const alone = moved.length === 1;
      const place = (node: FlowNode) =>
        alone ? snapTo(node.position, othersThan(node.id, latest.current)).position : snapped(node.position);
      const { graph: drawn, edit } = store.getState();
      const [first] = moved;
      const inserted = alone && first && "clientX" in event ? insertion(drawn, first.id, lineUnder(event)) : [];
      edit([...moving(drawn, new Map(moved.map((node) => [node.id, place(node)]))), ...inserted]);
    },
    [store],
  );
  const connect = useCallback(
    ({ source, sourceHandle, target }: Connection) => {
      if (!target || target === START) return;
      if (source === START) store.getState().edit({ do: "setStart", to: target });
      else store.getState().edit({ do: "connect", from: source, outlet: sourceHandle ?? "next", to: target });
    },
    [store],
  );
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state) => {
      setConnecting(false);
      if (state.isValid || !state.fromHandle) return;
      const { clientX, clientY } = "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
      const from = state.fromHandle.nodeId;
      const on = from === START ? { from: null, outlet: "start" } : { from, outlet: state.fromHandle.id ?? "next" };
      store.getState().startAdding({ on, x: clientX, y: clientY });
    },
    [store],
  );
  const onDrop = (event: DragEvent) => {
    const kind = event.dataTransfer.getData(dragType);
    if (readOnly || !isStepKind(kind)) return;
    event.preventDefault();
    const place = canvas.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    addKind(store, kind as StepKindName, { near: { x: place.x - 132, y: place.y - 27 }, on: lineUnder(event) });
  };
  const acts = useMemo(() => actsOn(store, canvas), [store, canvas]);
  const chosen = useEditor((state) => (state.selected.length > 1 ? capital(chosenWords(state)) : ""));
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const onContextMenu = (event: ReactMouseEvent) => {
    const under = event.target as Element;
    if (under.closest("input, textarea")) return;
    event.preventDefault();
    const node = under.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
    const id = node === START ? undefined : node;
    const { selected: chosen, select } = store.getState();
    if (id && !chosen.includes(id)) select([id]);
    // The menu key has no place of its own: it is meant for what is chosen.
    const byKey = event.button !== 2 && chosen.length > 0;
    setMenu({ x: event.clientX, y: event.clientY, of: id || byKey ? "chosen" : "canvas" });
  };
  useCanvasKeys(frame);
  useClipboard();
  useKeepInSight(frame);

  return (
    <section
      ref={frame}
      className={styles.canvas}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is walked through with arrow keys from here
      tabIndex={0}
      aria-label="Canvas. Arrow keys follow the lines, with Shift they choose more, with Alt they move what is chosen. Enter opens a step."
      data-connecting={connecting || undefined}
      data-canvas=""
      onContextMenu={onContextMenu}
    >
      <Spoken />
      <FindStep />
      <DiffBar />
      <ReactFlow<FlowNode, FlowLine>
        nodes={nodes}
        edges={lines}
        nodeTypes={nodeTypes}
        edgeTypes={lineTypes}
        onNodesChange={onNodesChange}
        onNodeClick={(event, node) => {
          if (!event.shiftKey && !event.ctrlKey && !event.metaKey) store.getState().select([node.id], { panel: node.type !== "note" });
        }}
        onPaneClick={() => store.getState().select([])}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={(_event, moved) => onDragStop(_event, moved[0] as FlowNode, moved)}
        onConnect={connect}
        onConnectStart={() => setConnecting(true)}
        onConnectEnd={onConnectEnd}
        onDrop={onDrop}
        onDragOver={(event) => event.preventDefault()}
        nodesDraggable={!readOnly && diff === null}
        nodesConnectable={!readOnly && diff === null}
        edgesFocusable={false}
        nodesFocusable={false}
        elevateNodesOnSelect={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Control", "Meta"]}
        onlyRenderVisibleElements={graph.nodes.length > 120}
        connectionRadius={30}
        connectionLineStyle={connectionLine}
        nodeDragThreshold={3}
        minZoom={0.15}
        maxZoom={1.6}
        onInit={(flow) => firstView(flow, frame.current)}
        panOnScroll
        zoomOnDoubleClick={false}
        proOptions={noBadge}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.7} color="var(--dot)" bgColor="var(--ground)" />
        <Guides {...guides} />
        <Zoom />
      </ReactFlow>
      <Suspense fallback={null}>
        {chosen !== "" && <ChosenBar words={chosen} acts={acts} />}
        {menu && <CanvasMenu at={menu} acts={acts} onClose={() => setMenu(null)} />}
      </Suspense>
    </section>
  );
});

/** A flow that fits well enough is shown whole; a long one from its start, at a size that can be read. */
function firstView(flow: ReactFlowInstance<FlowNode, FlowLine>, frame: HTMLElement | null): void {
  const room = frame?.getBoundingClientRect();
  const nodes = flow.getNodes();
  if (!room || nodes.length === 0) return;
  const [left, right] = [Math.min(...nodes.map((node) => node.position.x)) - 150, Math.max(...nodes.map((node) => node.position.x)) + 300];
  const [top, bottom] = [Math.min(...nodes.map((node) => node.position.y)) - 24, Math.max(...nodes.map((node) => node.position.y)) + 110];
  const whole = Math.min(room.width / (right - left), room.height / (bottom - top), 1);
  const zoom = whole > 0.7 ? whole : Math.max(0.7, Math.min(0.85, room.width / (right - left)));
  const start = nodes.find((node) => node.id === START)?.position ?? { x: left, y: top };
  const middle = whole > 0.7 ? (left + right) / 2 : start.x + 132;
  void flow.setViewport({ x: room.width / 2 - middle * zoom, y: 14 - (start.y - 12) * zoom, zoom });
}

const othersThan = (id: string, nodes: readonly FlowNode[]): Point[] =>
  nodes.filter((node) => node.id !== id && node.type !== "note").map((node) => node.position);

const noGuides: Snapped["guides"] = {};
const noBadge = { hideAttribution: true };
const connectionLine = { stroke: "var(--accent)", strokeWidth: 2 };
const snapped = ({ x, y }: { x: number; y: number }) => ({ x: Math.round(x / 4) * 4, y: Math.round(y / 4) * 4 });

/** The line a step was dropped on, if any: then it goes between. */
function lineUnder(event: { clientX: number; clientY: number }): { from: string | null; outlet: string } | undefined {
  const line = document
    .elementsFromPoint(event.clientX, event.clientY)
    .map((element) => element.closest<HTMLElement>(".react-flow__edge"))
    .find((found) => found !== null);
  const [from, outlet] = (line?.dataset["id"] ?? "").split(" ");
  if (!from || !outlet) return undefined;
  return { from: from === START ? null : from, outlet };
}

/**
 * What is chosen in the drawing itself, with Shift or a frame drawn around. Only that: what was chosen elsewhere, by keys or in the outline, is
 * not told back by React Flow, which on a busy machine would be a step behind.
 */
function choose(store: EditorStore, changes: NodeChange<FlowNode>[]): void {
  const told = changes.flatMap((change) => (change.type === "select" ? [change] : []));
  if (told.length === 0) return;
  const { selected, select } = store.getState();
  const gone = new Set(told.filter((one) => !one.selected).map(({ id }) => id));
  const kept = selected.filter((id) => !gone.has(id));
  const added = told.filter((one) => one.selected && !kept.includes(one.id)).map(({ id }) => id);
  if (added.length > 0 || kept.length < selected.length) select([...kept, ...added]);
}
