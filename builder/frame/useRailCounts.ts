import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

interface Counts {
  today?: number;
  tasks?: number;
}

/** How many things wait under Today and Tasks, from `GET /api/today/counts`. Without an answer the rail simply shows no numbers. */
export function useRailCounts(): Record<string, number> {
  const { data } = useQuery({
    queryKey: ["today", "counts"],
    queryFn: () => api.get<Counts>("/api/today/counts"),
    refetchInterval: 30_000,
    retry: false,
  });
  return { "/": data?.today ?? 0, "/tasks": data?.tasks ?? 0 };
}
