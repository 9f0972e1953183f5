import { useEffect, useRef } from "react";
import type { ValidateOptions } from "../../../engine/definition/index.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import { useRecords } from "../api/records.ts";
import { useEditorStore } from "../store/context.tsx";

type Checker = typeof import("./checker.ts");
/** Fetched once, when the first drawing stands; null while it cannot be had: then it is asked for again with the next change. */
let checker: Promise<Checker | null> | undefined;
const fetchChecker = (): Promise<Checker | null> =>
  (checker ??= import("./checker.ts").catch(() => {
    checker = undefined;
    return null;
  }));

/**
 * Checks the drawing in the browser with each change of what it says: its problems come with the same picture. Moving steps about changes
 * nothing it says. No page is drawn again for it: only what shows a problem that came or went.
 */
export function useChecking({ postalAddress, uses = none }: { postalAddress?: string | null; uses?: readonly string[] }): void {
  const store = useEditorStore();
  const { known, languages } = useRecords();
  const check = useRef<ReturnType<Checker["makeCheck"]> | null>(null);
  useEffect(() => {
    const context: ValidateOptions = {
      known,
      ...(uses.length > 1 ? { languages: { uses, has: languages } } : {}),
      ...(postalAddress === undefined ? {} : { publishing: { postalAddress, unsubscribe: true } }),
    };
    let checked: Graph | null = null;
    let wanted = true;
    const look = () => {
      const { graph, setProblems } = store.getState();
      if (!check.current || (checked && saysTheSame(checked, graph))) return;
      checked = graph;
      setProblems(check.current(graph, context));
    };
    const fetchAndLook = async () => {
      const fetched = await fetchChecker();
      if (!fetched || !wanted) return;
      check.current ??= fetched.makeCheck();
      look();
    };
    let soon: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      clearTimeout(soon);
      if (check.current) look();
      // First comes the drawing itself.
      else soon = setTimeout(() => void fetchAndLook(), 0);
    };
    changed();
    const stop = store.subscribe((now, before) => {
      if (now.graph !== before.graph) changed();
    });
    return () => {
      wanted = false;
      clearTimeout(soon);
      stop();
    };
  }, [known, languages, uses, postalAddress, store]);
}

const none: readonly string[] = [];

/** Whether two drawings differ in nothing but where steps stand. */
function saysTheSame(a: Graph, b: Graph): boolean {
  if (a === b) return true;
  if (a.edges !== b.edges || a.settings !== b.settings || a.start !== b.start || a.nodes.length !== b.nodes.length) return false;
  return a.nodes.every((node, index) => node.id === b.nodes[index]?.id && node.step === b.nodes[index]?.step);
}
