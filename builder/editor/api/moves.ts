/** The API's calls about moving people to another version of a flow. */
import { useQuery } from "@tanstack/react-query";
import type { Step } from "../../../engine/definition/types.ts";
import { api } from "../../api/client.ts";

export interface MoveGroup {
  step: string;
  to: string;
  became: "goesOn" | "atOnce" | "arrives" | "waits" | "refused";
  why?: string;
  /** The step itself, where the version they would go to has none like it. */
  was?: Step;
  count: number;
  /** Of those, how many are told of at no other step. */
  people: number;
  earliest?: string;
  latest?: string;
  sends: Record<string, number>;
}
export interface MovePreview {
  total: number;
  looked: number;
  groups: MoveGroup[];
}
export interface MoveLine {
  id: string;
  how: "move" | "end";
  to: number;
  by: string;
  at: string;
  state: "working" | "done" | "stopped";
  total: number;
  counts: { moved: number; waiting: number; refused: number };
  endedAt?: string;
}
export interface OpenMove extends MoveLine {
  left: { runId: string; state: "waits" | "refused"; why: string; subject?: { name: string } }[];
}
export type Mapping = Record<string, string>;

const of = (key: string) => `/api/flows/${encodeURIComponent(key)}`;

/** So many pages of a hundred are looked at closely; of more people the first tell what to expect. */
const mostPages = 10;

export const moveCalls = {
  /** What would happen to each, added up over the pages. */
  async preview(key: string, mapping: Mapping): Promise<MovePreview> {
    const groups = new Map<string, MoveGroup>();
    let looked = 0;
    let after: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const body = { to: "draft", mapping, ...(after ? { after } : {}) };
      const answer = await api.post<MovePreview & { next?: string }>(`${of(key)}/moves/preview`, body);
      for (const group of answer.groups) add(groups, group);
      looked += answer.looked;
      after = answer.next;
      if (!after) return { total: answer.total, looked, groups: [...groups.values()] };
      if (page === mostPages - 1) return { total: answer.total, looked, groups: [...groups.values()] };
    }
    return { total: looked, looked, groups: [...groups.values()] };
  },
  begin: (key: string, body: { how: "move" | "end"; to: number; mapping?: Mapping }) =>
    api.post<{ id: string; total: number }>(`${of(key)}/moves`, body),
  list: (key: string) => api.get<{ moves: MoveLine[] }>(`${of(key)}/moves`),
  read: (moveId: string) => api.get<OpenMove>(`/api/moves/${moveId}`),
  stop: (moveId: string) => api.post<{ id: string }>(`/api/moves/${moveId}/stop`, {}),
};

function add(groups: Map<string, MoveGroup>, group: MoveGroup): void {
  const place = `${group.step}|${group.to}|${group.became}|${group.why ?? ""}`;
  const known = groups.get(place);
  if (!known) {
    groups.set(place, group);
    return;
  }
  known.count += group.count;
  known.people += group.people;
  if (group.earliest && (!known.earliest || group.earliest < known.earliest)) known.earliest = group.earliest;
  if (group.latest && (!known.latest || group.latest > known.latest)) known.latest = group.latest;
  for (const [step, count] of Object.entries(group.sends)) known.sends[step] = (known.sends[step] ?? 0) + count;
}

/** A move, looked at again every second while it goes on. */
export const useMove = (moveId: string) =>
  useQuery({
    queryKey: ["move", moveId],
    queryFn: () => moveCalls.read(moveId),
    refetchInterval: ({ state }) => (state.data && state.data.state !== "working" ? false : 1000),
  });
export const useMoves = (key: string) => useQuery({ queryKey: ["flow", key, "moves"], queryFn: () => moveCalls.list(key) });
