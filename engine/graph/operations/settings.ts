import type { Graph } from "../types.ts";
import { hasStep } from "./edges.ts";
import type { Apply } from "./types.ts";

export const setSettings: Apply<"setSettings"> = (graph, { settings }) => {
  const all = { ...graph.settings, ...settings };
  return { ...graph, settings: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Graph["settings"] };
};

export const setStart: Apply<"setStart"> = (graph, { to }) => (to !== null && !hasStep(graph, to) ? graph : { ...graph, start: to });

export const setNotes: Apply<"setNotes"> = (graph, { notes }) => ({ ...graph, notes });
