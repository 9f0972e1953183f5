import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useSearchParams } from "react-router";

/**
 * What a list is narrowed by: the words somebody looks for, and what the page's address says under `names` (`?tag=…`), so that it can be
 * sent to a colleague and survives going back.
 */
export function useNarrowed<Name extends string = never>(...names: Name[]) {
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState(params.get("q") ?? "");
  const [q] = useDebouncedValue(words, 250);
  const by = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])) as Record<Name, string>;
  const set = (changes: Record<string, string>) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
      return next;
    });
  return { words, setWords, filter: { q, ...by }, set, isNarrowed: Boolean(q || Object.values(by).some(Boolean)), params };
}
export type Narrowed = Pick<ReturnType<typeof useNarrowed>, "words" | "setWords">;
