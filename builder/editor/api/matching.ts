import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Matching } from "../../../domain/facts/index.ts";
import type { Condition } from "../../../engine/definition/types.ts";
import { api } from "../../api/client.ts";

/** Who a condition holds for now. */
export const useMatching = (of: "contact" | "matter" | "occasion", where: Condition | null) =>
  useQuery({
    queryKey: ["matching", of, where],
    queryFn: () => api.post<Matching>("/api/facts/matching", { of, where }),
    enabled: where !== null,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    retry: false,
  });

/** "The 7 who match", but of dates "the 7 that match". */
export const whoOf = (of: keyof typeof nouns): string => (of === "occasion" ? "that" : "who");

const nouns = { contact: ["person", "people"], matter: ["matter", "matters"], occasion: ["date", "dates"] } as const;

/** "11 of 240 matters match now". */
export function matchingWords({ matches, looked, more }: Matching, of: keyof typeof nouns): string {
  const [one, many] = nouns[of];
  const all = more ? `the first ${looked.toLocaleString("en-US")}` : looked.toLocaleString("en-US");
  return `${matches.toLocaleString("en-US")} of ${all} ${looked === 1 ? one : many} ${matches === 1 ? "matches" : "match"} now`;
}
