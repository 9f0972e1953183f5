import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useFirmZone } from "../../api/me.ts";
import { notifyDone, notifyUndo } from "../../components/notify.tsx";
import { flowCalls, noteStanding, type OpenFlow } from "../api/flows.ts";
import { whoOf } from "../api/matching.ts";
import { type Mapping, moveCalls } from "../api/moves.ts";
import type { Choice } from "./moving/MoveChoice.tsx";
import { type At, momentOf } from "./PublishTime.tsx";

/** The open flow, and what saves its draft first: only what was looked at is published. */
export interface Publishable {
  flow: OpenFlow;
  save: () => Promise<void>;
  revision: () => number;
}

interface Wanted {
  at: At;
  notes: string;
  /** What becomes of those in other versions; `leave` where there are none. */
  choice: Choice;
  mapping: Mapping;
  /** Who begins too, of those who match already. */
  start: string[] | null;
}

/** What came of it: published, its people being moved, or to be published later. */
export type Outcome = { became: "published" | "planned" } | { became: "moving"; moveId: string };

/** Publishes the draft, now or later, and does with people then what was chosen. */
export function usePublishing({ flow, save, revision }: Publishable) {
  const queries = useQueryClient();
  const zone = useFirmZone();
  const { key } = flow;
  return useMutation<Outcome, unknown, Wanted>({
    meta: { quiet: true },
    async mutationFn({ at, notes, choice, mapping, start }) {
      await save();
      const body = { revision: revision(), ...(notes.trim() ? { notes: notes.trim() } : {}) };
      if (at !== null) {
        const people = choice === "leave" ? {} : { people: whatBecomes(choice, mapping) };
        const { scheduled } = await flowCalls.publishAt(key, { ...body, at: momentOf(at, zone), ...people });
        await noteStanding(queries, key, (before) => ({ ...before, scheduled }));
        return { became: "planned" };
      }
      const { version } = await flowCalls.publish(key, body);
      await noteStanding(queries, key, () => ({ state: "live", liveVersion: version }));
      void queries.invalidateQueries({ queryKey: ["flow", key, "versions"] });
      notifyDone(version === flow.liveVersion ? `Nothing had changed: version ${version} stays live` : `Version ${version} is live`);
      if (start) await startNow(flow, start, () => void queries.invalidateQueries({ queryKey: ["bulk"] }));
      if (choice === "leave") return { became: "published" };
      const { id: moveId } = await moveCalls.begin(key, { ...whatBecomes(choice, mapping), to: version });
      void queries.invalidateQueries({ queryKey: ["flow", key, "moves"] });
      return { became: "moving", moveId };
    },
  });
}

const whatBecomes = (how: Exclude<Choice, "leave">, mapping: Mapping) => ({ how, ...(how === "move" ? { mapping } : {}) });

async function startNow({ key, graph }: OpenFlow, ids: string[], onStarted: () => void): Promise<void> {
  const { subject } = graph.settings;
  const list = { of: subject, ids };
  const who = whoOf(subject);
  const { id } = await api.post<{ id: string }>("/api/bulk/starts", { flowKey: key, list });
  onStarted();
  notifyUndo({
    message:
      ids.length === 1 ? `Started for the one ${who} matches.` : `Started for the ${ids.length.toLocaleString("en-US")} ${who} match.`,
    seconds: 60,
    onUndo: () => api.post(`/api/bulk/${id}/undo`),
  });
}
