import { useEffect, useRef } from "react";
import type { ValidateOptions } from "../../../engine/definition/index.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import { useRecords } from "../api/records.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";

type Checker = typeof import("./checker.ts");
/** Fetched once, when the first drawing stands; null while it cannot be had: then it is asked for again with the next change. */
let checker: Promise<Checker | null> | undefined;
const fetchChecker = (): Promise<Checker | null> =>
  (checker ??= import("./checker.ts").catch(() => {
    checker = undefined;
    return null;
  }));

/** Compiles and checks the drawing in the browser after each change of what it says. Moving steps about changes nothing it says. */
export function useChecking(options: { postalAddress?: string | null }): void {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const { known } = useRecords();
  const checked = useRef<{ graph: Graph; known: unknown; address: unknown } | null>(null);
  const { postalAddress } = options;
  useEffect(() => {
    const last = checked.current;
    if (last && last.known === known && last.address === postalAddress && saysTheSame(last.graph, graph)) return;
    let wanted = true;
    // After what was typed stands; a drawing is checked within a few milliseconds, so that its problems come with the same picture.
    const timer = setTimeout(async () => {
      const fetched = await fetchChecker();
      if (!wanted || !fetched) return;
      checked.current = { graph, known, address: postalAddress };
      const context: ValidateOptions = {
        known,
        ...(postalAddress === undefined ? {} : { publishing: { postalAddress, unsubscribe: true } }),
      };
      store.getState().setProblems(fetched.check(graph, context));
    }, 0);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [graph, known, postalAddress, store]);
}

/** Whether two drawings differ in nothing but where steps stand. */
export function saysTheSame(a: Graph, b: Graph): boolean {
  if (a === b) return true;
  if (a.edges !== b.edges || a.settings !== b.settings || a.start !== b.start || a.nodes.length !== b.nodes.length) return false;
  return a.nodes.every((node, index) => node.id === b.nodes[index]?.id && node.step === b.nodes[index]?.step);
}
