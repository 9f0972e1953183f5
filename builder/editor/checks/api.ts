/** The API's calls about previews kept as checks. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FlowCheck, FlowCheckBody } from "../../../domain/flows/index.ts";
import { api } from "../../api/client.ts";

/** As it arrives: when it was saved is an instant of ISO 8601. */
export type Check = Omit<FlowCheck, "savedAt"> & { savedAt: string };

const of = (key: string) => `/api/flows/${encodeURIComponent(key)}/checks`;

export const useChecks = (key: string) =>
  useQuery({ queryKey: ["flow", key, "checks"], queryFn: () => api.get<{ checks: Check[] }>(of(key)), staleTime: 15_000 });

/** Keeping one (of the same name it is replaced) and removing one. `quiet`: who calls says what went wrong. */
export function useCheckCalls(key: string, { quiet = false } = {}) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["flow", key, "checks"] });
  const keep = useMutation({
    meta: { quiet },
    mutationFn: (check: FlowCheckBody) => api.put<{ id: string; replaced: boolean }>(of(key), check),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: (id: string) => api.delete(`${of(key)}/${id}`), onSuccess });
  return { keep, remove };
}

/** What is sent to keep a check again, with another agenda. */
export function bodyOf({ id: _id, savedAt: _at, savedBy: _by, ...body }: Check): FlowCheckBody {
  return body;
}
