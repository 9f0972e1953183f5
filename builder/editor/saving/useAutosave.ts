import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Graph } from "../../../engine/graph/index.ts";
import { asProblem, ProblemError } from "../../api/problem.ts";
import { flowCalls, type OpenFlow } from "../api/flows.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";

export type Saving =
  | { state: "saved"; at: Date }
  | { state: "changed" }
  | { state: "saving" }
  /** Somebody else saved meanwhile: nothing is overwritten until the person chose. */
  | { state: "conflict"; detail: string }
  | { state: "failed"; detail: string };

const quietMs = 900;
const againMs = 5000;

/** Saves the draft a moment after the last change. One save at a time; what changed meanwhile is saved after it. */
export function useAutosave(flow: OpenFlow) {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const readOnly = useEditor((state) => state.readOnly);
  const queries = useQueryClient();
  const [saving, setSaving] = useState<Saving>({ state: "saved", at: new Date(flow.draftSavedAt) });
  const revision = useRef(flow.draftRevision);
  const saved = useRef<Graph>(graph);
  const running = useRef<Promise<void> | null>(null);
  const stopped = useRef(false);

  const save = useCallback(async (): Promise<void> => {
    await running.current;
    const drawing = store.getState().graph;
    if (drawing === saved.current || stopped.current || store.getState().readOnly) return;
    setSaving({ state: "saving" });
    const attempt = (async () => {
      try {
        const answer = await flowCalls.save(flow.key, revision.current, drawing);
        revision.current = answer.revision;
        saved.current = drawing;
        setSaving(store.getState().graph === drawing ? { state: "saved", at: new Date() } : { state: "changed" });
        void queries.invalidateQueries({ queryKey: ["flows"] });
      } catch (error) {
        const conflict = error instanceof ProblemError && error.code === "draft-changed";
        if (conflict) stopped.current = true;
        setSaving({ state: conflict ? "conflict" : "failed", detail: asProblem(error).detail });
      }
    })();
    running.current = attempt;
    await attempt;
    running.current = null;
  }, [flow.key, queries, store]);

  useEffect(() => {
    if (graph === saved.current || readOnly || stopped.current) return;
    setSaving((before) => (before.state === "failed" ? before : { state: "changed" }));
    const timer = setTimeout(() => void save(), quietMs);
    return () => clearTimeout(timer);
  }, [graph, readOnly, save]);

  useEffect(() => {
    if (saving.state !== "failed") return;
    const timer = setTimeout(() => void save(), againMs);
    return () => clearTimeout(timer);
  }, [saving, save]);

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (store.getState().graph === saved.current || store.getState().readOnly) return;
      void save();
      event.preventDefault();
    };
    const hide = () => document.visibilityState === "hidden" && void save();
    window.addEventListener("beforeunload", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("visibilitychange", hide);
      void save();
    };
  }, [save, store]);

  /** Saves over what somebody else saved, after the person said so. */
  const overwrite = useCallback(
    async (newest: number) => {
      revision.current = newest;
      stopped.current = false;
      saved.current = { ...saved.current };
      await save();
    },
    [save],
  );
  return { saving, save, overwrite, revision };
}
