import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Clash, type Graph, merge, same } from "../../../engine/graph/index.ts";
import { useMe } from "../../api/me.ts";
import { asProblem, ProblemError } from "../../api/problem.ts";
import { notifyDone } from "../../components/notify.tsx";
import { forgetUnsaved, keepUnsaved } from "../../saving/unsaved.ts";
import { flowCalls, type OpenFlow, useLooking } from "../api/flows.ts";
import { useEditorStore } from "../store/context.tsx";
import { changedNow } from "./changedNow.ts";
import type { UnsavedDrawing } from "./drawing.ts";

export type Saving =
  | { state: "saved"; at: Date }
  | { state: "changed" }
  | { state: "saving" }
  /** Somebody else changed the very same meanwhile: nothing is saved until the person chose. `theirs` is the drawing with theirs in those places. */
  | { state: "clash"; who: string; clashes: Clash[]; theirs: Graph }
  | { state: "failed"; detail: string };

const quietMs = 900;
const againMs = 5000;

/** Saves the draft a moment after the last change, one save at a time, and takes in what others save meanwhile. */
export function useAutosave(flow: OpenFlow) {
  const store = useEditorStore();
  const queries = useQueryClient();
  const { data: me } = useMe();
  const [saving, setSaving] = useState<Saving>({ state: "saved", at: new Date(flow.draftSavedAt) });
  const revision = useRef(flow.draftRevision);
  /** What both this window and the server have. */
  const saved = useRef<Graph>(flow.graph);
  const running = useRef<Promise<void> | null>(null);
  const stopped = useRef(false);
  const who = me?.staff.id ?? "";
  const name = me?.staff.name ?? "";

  /** Somebody else saved: their work and this are put together. */
  const meet = useCallback(async () => {
    const newest = await flowCalls.open(flow.key);
    if (store.getState().readOnly) return;
    const [base, mine] = [saved.current, store.getState().graph];
    const clashes = store.getState().takeIn(base, newest.graph);
    store.getState().noteChanged(newest.stepsChanged);
    revision.current = newest.draftRevision;
    const both = store.getState().graph;
    saved.current = same(both, newest.graph) ? both : newest.graph;
    if (clashes.length > 0) {
      stopped.current = true;
      setSaving({ state: "clash", who: newest.draftSavedBy.name, clashes, theirs: merge(base, newest.graph, mine).graph });
      return;
    }
    setSaving(saved.current === both ? { state: "saved", at: new Date(newest.draftSavedAt) } : { state: "changed" });
    notifyDone(
      saved.current === both
        ? `${newest.draftSavedBy.name} changed this flow: you see it as it is now.`
        : `${newest.draftSavedBy.name} changed this flow too. Your changes and theirs are both in it.`,
    );
  }, [flow.key, store]);

  const save = useCallback(async (): Promise<void> => {
    await running.current;
    const drawing = store.getState().graph;
    if (drawing === saved.current || stopped.current || store.getState().readOnly) return;
    setSaving({ state: "saving" });
    const attempt = (async () => {
      try {
        const answer = await flowCalls.save(flow.key, revision.current, drawing);
        revision.current = answer.revision;
        store.getState().noteChanged(changedNow(store.getState().stepsChanged, saved.current, drawing, name));
        saved.current = drawing;
        forgetUnsaved(localStorage, who, flow.key);
        setSaving(store.getState().graph === drawing ? { state: "saved", at: new Date() } : { state: "changed" });
        void queries.invalidateQueries({ queryKey: ["flows"] });
      } catch (error) {
        keepUnsaved(localStorage, who, flow.key, unsaved(saved.current, drawing));
        if (error instanceof ProblemError && error.code === "draft-changed") await meet();
        else setSaving({ state: "failed", detail: asProblem(error).detail });
      }
    })().catch((error: unknown) => setSaving({ state: "failed", detail: asProblem(error).detail }));
    running.current = attempt;
    await attempt;
    running.current = null;
  }, [flow.key, queries, store, who, name, meet]);

  // Heard from the store itself: the editor is not drawn again for every key that is pressed.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const saveSoon = () => {
      clearTimeout(timer);
      const { graph, readOnly } = store.getState();
      if (graph === saved.current || readOnly || stopped.current) return;
      setSaving((before) => (before.state === "failed" || before.state === "changed" ? before : { state: "changed" }));
      timer = setTimeout(() => void save(), quietMs);
    };
    saveSoon();
    const stop = store.subscribe((now, before) => {
      if (now.graph !== before.graph || now.readOnly !== before.readOnly) saveSoon();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, save]);

  useEffect(() => {
    if (saving.state !== "failed") return;
    const again = () => void save();
    const timer = setTimeout(again, againMs);
    window.addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [saving, save]);

  useEffect(() => {
    const leave = () => {
      const { graph: drawing, readOnly: fixed } = store.getState();
      if (drawing === saved.current || fixed) return;
      keepUnsaved(localStorage, who, flow.key, unsaved(saved.current, drawing));
      void save();
    };
    const hide = () => document.visibilityState === "hidden" && leave();
    window.addEventListener("beforeunload", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("visibilitychange", hide);
      leave();
    };
  }, [save, store, who, flow.key]);

  const { data: looking } = useLooking(flow.key);
  const newer = looking?.revision ?? 0;
  useEffect(() => {
    if (newer > revision.current && !running.current && !stopped.current) meet().catch(() => undefined);
  }, [newer, meet]);

  /** After a clash: on with one's own, or with theirs where both changed the same. */
  const settle = useCallback(
    async (theirs: Graph | null) => {
      stopped.current = false;
      if (theirs) store.getState().replace(theirs, "take what a colleague changed");
      await save();
    },
    [save, store],
  );
  return { saving, save, settle, revision, others: looking?.others ?? noOthers };
}

const unsaved = (base: Graph, graph: Graph): UnsavedDrawing => ({ base, graph, at: new Date().toISOString() });

const noOthers: { id: string; name: string }[] = [];
