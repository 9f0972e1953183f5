import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { BulkLine } from "../../domain/bulk/index.ts";
import { api } from "./client.ts";
import type { Wire } from "./wire.ts";

export type Bulk = Wire<BulkLine>;

const isGoing = (one: Bulk): boolean => one.state === "working" || one.state === "undoing";

/** What is being done for many, fresh every two seconds while anything is. When something ends, what it changed is read anew. */
export function useBulks(): Bulk[] {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["bulk"],
    queryFn: () => api.get<{ bulk: Bulk[] }>("/api/bulk"),
    refetchInterval: ({ state }) => (state.data?.bulk.some(isGoing) ? 2_000 : 30_000),
    retry: false,
  });
  // One that is over within a moment is never seen while it goes.
  const settled = data?.bulk
    .filter((one) => !isGoing(one))
    .map((one) => `${one.id} ${one.state}`)
    .join();
  const before = useRef(settled);
  useEffect(() => {
    if (before.current !== undefined && settled !== before.current) void client.invalidateQueries();
    before.current = settled;
  }, [settled, client]);
  return data?.bulk ?? [];
}

/** How far it has come: "1,200 of 10,000". */
export const doneOf = ({ counts, state }: Bulk): number =>
  state === "undoing" ? counts.undone : counts.done + counts.already + counts.refused;
