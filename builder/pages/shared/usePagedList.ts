import { useInfiniteQuery } from "@tanstack/react-query";
import { api, type Query } from "../../api/client.ts";

/** A list of the API read in pages: `{ [name]: rows, next }`. */
export function usePagedList<Row>(path: string, name: string, query: Query) {
  const list = useInfiniteQuery({
    queryKey: [name, "list", query],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      api.get<Record<string, Row[]> & { next?: string }>(path, { ...query, cursor: pageParam, limit: 100 }, { signal }),
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  return { ...list, rows: list.data?.pages.flatMap((page) => page[name] ?? []) ?? [] };
}
