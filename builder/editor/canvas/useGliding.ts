import { type Dispatch, type RefObject, type SetStateAction, useCallback, useEffect, useRef } from "react";
import type { FlowNode } from "./flowNodes.ts";

const glideMs = 180;
/** More than these would not glide but stutter. */
const most = 150;
const nearby = 8;

type Place = (before: FlowNode[]) => FlowNode[];

/** Puts the canvas's nodes in place. When several stand elsewhere at once (tidying, undoing that), they glide there, so that the eye can follow. */
export function useGliding(latest: RefObject<FlowNode[]>, setNodes: Dispatch<SetStateAction<FlowNode[]>>): (place: Place) => void {
  const running = useRef(0);
  useEffect(() => () => cancelAnimationFrame(running.current), []);
  return useCallback(
    (place) => {
      cancelAnimationFrame(running.current);
      const from = new Map(latest.current.map((node) => [node.id, node.position]));
      const moves = place(latest.current).filter((node) => isFar(from.get(node.id), node.position));
      if (moves.length < 2 || moves.length > most || wantsCalm()) {
        setNodes(place);
        return;
      }
      const to = new Map(moves.map((node) => [node.id, node.position]));
      const at = (nodes: FlowNode[], share: number) => nodes.map((node) => between(node, from.get(node.id), to.get(node.id), share));
      const begun = performance.now();
      setNodes((before) => at(place(before), 0));
      const step = (now: number) => {
        const share = Math.min(1, Math.max(0, (now - begun) / glideMs));
        setNodes((before) => at(before, share));
        if (share < 1) running.current = requestAnimationFrame(step);
      };
      running.current = requestAnimationFrame(step);
    },
    [latest, setNodes],
  );
}

type Point = FlowNode["position"];

const isFar = (a: Point | undefined, b: Point): boolean => a !== undefined && Math.abs(a.x - b.x) + Math.abs(a.y - b.y) > nearby;

function between(node: FlowNode, from: Point | undefined, to: Point | undefined, share: number): FlowNode {
  if (!from || !to) return node;
  if (share >= 1) return { ...node, position: to };
  const eased = 1 - (1 - share) ** 3;
  return { ...node, position: { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased } };
}

const wantsCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
