import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import { sizeOf } from "../../../engine/graph/index.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { startPlace } from "./flowNodes.ts";

const margin = 36;
/** Smaller than this a step that somebody was led to is brought near. */
const readable = 0.6;

/**
 * The selected step is never left under a panel or outside: the canvas moves as little as is needed. Where none is selected while it is
 * published, the flow's start is not.
 */
export function useKeepInSight(frame: RefObject<HTMLElement | null>): void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const canvas = useStoreApi();
  const [current] = useEditor((state) => state.selected);
  const panel = useEditor((state) => state.panel);
  const aside = useEditor((state) => state.aside);
  const at = useEditor((state) => state.lit?.at?.[0]);
  const sought = useEditor((state) => state.sought);
  const led = useRef(sought);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel takes room away when it opens
  useEffect(() => {
    const id = at ?? current ?? (aside === "publish" ? START : undefined);
    if (!id) return;
    // The panel has to stand before what it leaves can be measured.
    const wait = requestAnimationFrame(() => {
      const { graph, index } = store.getState();
      const node = index.get(id)?.node;
      const place = id === START ? startPlace(graph) : node?.position;
      const rect = frame.current?.getBoundingClientRect();
      if (!place || !rect) return;
      const { width, height } = node ? sizeOf(node.step.kind) : { width: 264, height: 54 };
      const [x, y, zoom] = canvas.getState().transform;
      const box = { left: place.x * zoom + x, top: place.y * zoom + y, width: width * zoom, height: (height + 50) * zoom };
      const dx = shift(box.left, box.width, rect.width);
      const dy = shift(box.top, box.height, rect.height);
      const calm = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120 };
      const isLed = sought !== led.current && sought?.id === id;
      led.current = sought;
      if (isLed && zoom < readable) void flow.setCenter(place.x + width / 2, place.y + height / 2, { ...calm, zoom: 0.85 });
      else if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, calm);
    });
    return () => cancelAnimationFrame(wait);
  }, [current, panel, aside, at, sought, store, flow, canvas, frame]);
}

function shift(start: number, size: number, room: number): number {
  if (start < margin) return margin - start;
  const over = start + size + margin - room;
  return over > 0 ? -Math.min(over, Math.max(0, start - margin)) : 0;
}
