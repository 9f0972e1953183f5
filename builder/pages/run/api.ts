import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RequestLine as DomainRequestLine } from "../../../domain/requests/index.ts";
import type { Command, Facts } from "../../../engine/run/index.ts";
import { api } from "../../api/client.ts";
import type { Wire } from "../../api/wire.ts";
import type { OpenRun } from "../../editor/run/types.ts";

export type RequestLine = Wire<DomainRequestLine>;
const of = (runId: string) => `/api/runs/${encodeURIComponent(runId)}`;

/** A run while it is looked at: fresh every three seconds as long as it goes on. */
export const useRun = (runId: string) =>
  useQuery({
    queryKey: ["run", runId],
    queryFn: () => api.get<OpenRun>(of(runId)),
    refetchInterval: ({ state }) => (state.data?.status === "ended" ? false : 3000),
  });

const none: RequestLine[] = [];
/** What its clients were asked. */
export const useRequests = (runId: string): RequestLine[] =>
  useQuery({
    queryKey: ["run", runId, "requests"],
    queryFn: () => api.get<{ requests: RequestLine[] }>("/api/requests", { runId }),
    refetchInterval: 6000,
  }).data?.requests ?? none;

const nothing: Partial<Facts> = {};
/** What is known about its subject now; nothing where that was deleted. */
export function useFacts({ subject }: OpenRun): Partial<Facts> {
  const { kind, contactId, matterId, occasionId } = subject;
  const { data } = useQuery({
    queryKey: ["facts", kind, contactId, matterId, occasionId],
    queryFn: () => api.get<Partial<Facts>>("/api/facts", { kind, contactId, matterId, occasionId }),
    retry: false,
  });
  return data ?? nothing;
}

/** Names of those a run speaks of: its people, and whoever was asked. */
export function personOf({ people, contact }: Partial<Facts>, requests: RequestLine[]): (contactId: string) => string | undefined {
  const names = new Map(requests.map((one) => [one.contactId, one.contactName]));
  for (const one of [...(contact ? [contact] : []), ...Object.values(people ?? {}).flat()]) {
    const name = [one.firstName, one.lastName].filter(Boolean).join(" ") || one.email;
    if (name) names.set(one.id, name);
  }
  return (id) => names.get(id);
}

/** Tells the run what staff want; refused in words when it would change nothing. */
export function useCommand(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ do: name, ...body }: Command) => api.post(`${of(runId)}/${name}`, body, { idempotencyKey: crypto.randomUUID() }),
    meta: { quiet: true },
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Takes a start by hand back, while nothing has left. */
export function useUndoStart(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post("/api/runs/undo", { runIds: [runId] }),
    onSuccess: () => queries.invalidateQueries(),
  });
}
