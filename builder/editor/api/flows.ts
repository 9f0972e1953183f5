/** The API's calls about flows, in one place: the list, the editor and the publish panel share them. */
import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { FlowTrend } from "../../../domain/reports/index.ts";
import type { Watched } from "../../../domain/watching/index.ts";
import type { Definition, Problem } from "../../../engine/definition/types.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import { api } from "../../api/client.ts";
import type { RunLine } from "../run/types.ts";

export type FlowState = "draft" | "live" | "paused" | "archived";

export interface FlowLine {
  key: string;
  name: string;
  subject: "contact" | "matter" | "occasion";
  caseTypes: string[];
  state: FlowState;
  draftRevision: number;
  draftSavedAt: string;
  draftSavedBy: { id: string; name: string };
  liveVersion?: number;
  liveHash?: string;
  publishedAt?: string;
  scheduled?: ScheduledPublish;
  /** In the list: how many runs go through each version, what starts it, its first goal and how the last twelve weeks went. */
  counts?: FlowCount[];
  enrol?: Definition["enrol"];
  goal?: string;
  trend?: FlowTrend;
}
/** What is to be published at a time, or could not be then. */
export interface ScheduledPublish {
  at?: string;
  failed?: { at: string; why: string };
  notes?: string;
  /** What becomes of those in older versions then; left out, they stay. */
  people?: { how: "move" | "end"; mapping?: Record<string, string> };
  /** Who asked for it. */
  by: string;
}
/** Who changed a step last, and when. */
export interface StepChanged {
  name: string;
  at: string;
}
/** Who else has the flow open, the newest revision of its draft, and what of it is live. */
export interface Looking extends Pick<FlowLine, "state" | "liveVersion" | "scheduled"> {
  others: { id: string; name: string }[];
  revision: number;
  savedBy: { id: string; name: string };
}
export interface OpenFlow extends FlowLine {
  stepsChanged: Record<string, StepChanged>;
  graph: Graph;
  problems: Problem[];
}
export interface VersionLine {
  number: number;
  hash: string;
  publishedAt: string;
  publishedBy: { id: string; name: string };
  notes?: string;
}
export interface OpenVersion extends VersionLine {
  key: string;
  definition: Definition;
  graph: Graph;
}
/** By flow and version. */
export interface FlowCount {
  flowKey: string;
  version: number;
  running: number;
  attention: number;
  held: number;
  ended: number;
}
export interface StepCountRow {
  step: string;
  state: "waiting" | "attention" | "done";
  count: number;
}
/** Whose numbers are told: of a version, of those that began on these days; of all where nothing is said. */
export interface WhoIsCounted {
  version?: number;
  since?: string;
  until?: string;
}

const of = (key: string) => `/api/flows/${encodeURIComponent(key)}`;

export const flowCalls = {
  list: () => api.get<{ flows: FlowLine[] }>("/api/flows"),
  open: (key: string) => api.get<OpenFlow>(of(key)),
  look: (key: string) => api.post<Looking>(`${of(key)}/looking`),
  versions: (key: string) => api.get<{ versions: VersionLine[] }>(`${of(key)}/versions`),
  version: (key: string, number: number) => api.get<OpenVersion>(`${of(key)}/versions/${number}`),
  stepCounts: (key: string) => api.get<{ steps: StepCountRow[] }>(`${of(key)}/steps`),
  numbers: (key: string, asked: WhoIsCounted) => api.get<Watched>(`${of(key)}/numbers`, { ...asked }),
  behind: (key: string, asked: WhoIsCounted & { mark: string; cursor?: string; limit: number }) =>
    api.get<{ runs: RunLine[]; next?: string }>(`${of(key)}/people`, { ...asked }),
  create: (flow: { key: string; name: string; subject: FlowLine["subject"]; caseTypes?: string[]; graph?: Graph }) =>
    api.post<{ key: string; revision: number }>("/api/flows", flow),
  save: (key: string, revision: number, graph: Graph) =>
    api.put<{ key: string; revision: number }>(`${of(key)}/draft`, { revision, graph }),
  publish: (key: string, body: { revision?: number; notes?: string }) =>
    api.post<{ key: string; version: number; warnings: Problem[] }>(`${of(key)}/publish`, body),
  publishAt: (key: string, body: { revision?: number; notes?: string; at: string; people?: ScheduledPublish["people"] }) =>
    api.post<{ key: string; scheduled: ScheduledPublish }>(`${of(key)}/publish`, body),
  cancelPublish: (key: string) => api.delete<{ key: string }>(`${of(key)}/publish`),
  setState: (key: string, state: Exclude<FlowState, "draft">) => api.put<{ state: FlowState }>(`${of(key)}/state`, { state }),
};

/** The list with its live counts. */
export const useFlows = () => useQuery({ queryKey: ["flows"], queryFn: flowCalls.list, refetchInterval: 15_000 });
export const useOpenFlow = (key: string) =>
  useQuery({
    queryKey: ["flow", key],
    queryFn: () => flowCalls.open(key),
    // The drawing on the screen is the newest there is: it is never replaced behind the person's back.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
/** What of a flow is live, and what is to be. */
type Standing = Pick<FlowLine, "state" | "liveVersion" | "scheduled">;

const stand = (queries: QueryClient, key: string, standing: Standing) =>
  queries.setQueryData<OpenFlow>(["flow", key], (before) => {
    if (!before) return before;
    const { scheduled: _was, ...flow } = before;
    const { state, liveVersion, scheduled } = standing;
    return { ...flow, state, ...(liveVersion ? { liveVersion } : {}), ...(scheduled ? { scheduled } : {}) };
  });

/** Takes into the open flow what of it is live by now: a colleague may have published or paused it, or its time may have come. */
export function useStanding(key: string): void {
  const queries = useQueryClient();
  const { data } = useLooking(key);
  useEffect(() => {
    if (data) stand(queries, key, data);
  }, [data, key, queries]);
}

/** Shows at once what was just done here; what was on its way from before no longer counts. */
export async function noteStanding(queries: QueryClient, key: string, change: (before: OpenFlow) => Standing): Promise<void> {
  const looking = ["flow", key, "looking"];
  await queries.cancelQueries({ queryKey: looking });
  const before = queries.getQueryData<OpenFlow>(["flow", key]);
  if (before) stand(queries, key, change(before));
  void queries.invalidateQueries({ queryKey: looking });
  void queries.invalidateQueries({ queryKey: ["flows"] });
}

/** Tells every ten seconds that this flow is being looked at, and hears who else does. */
export const useLooking = (key: string) =>
  useQuery({ queryKey: ["flow", key, "looking"], queryFn: () => flowCalls.look(key), refetchInterval: 10_000, gcTime: 0, retry: false });
export const useVersions = (key: string, enabled = true) =>
  useQuery({ queryKey: ["flow", key, "versions"], queryFn: () => flowCalls.versions(key), enabled });
export const useVersion = (key: string, number: number | null) =>
  useQuery({
    queryKey: ["flow", key, "version", number],
    queryFn: () => flowCalls.version(key, number ?? 0),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
export const useStepCounts = (key: string, enabled: boolean) =>
  useQuery({ queryKey: ["flow", key, "counts"], queryFn: () => flowCalls.stepCounts(key), enabled, refetchInterval: 5_000 });
/** While somebody watches: anew every second, so that what happens shows within two. */
export const useNumbers = (key: string, asked: WhoIsCounted) =>
  useQuery({
    queryKey: ["flow", key, "numbers", asked],
    queryFn: () => flowCalls.numbers(key, asked),
    refetchInterval: 1_000,
    placeholderData: keepPreviousData,
  });
