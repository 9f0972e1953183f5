import { useCallback, useRef } from "react";
import { useRecords } from "../../../editor/api/records.ts";
import { chipWords } from "./fieldTag.ts";

/** Chips show the fields' names as they stand when the page opens: an editor in use keeps its extensions. */
export function useChipWords(): (source: string) => string {
  const { fields } = useRecords();
  const latest = useRef(fields);
  latest.current = fields;
  return useCallback((source) => chipWords(source, (path) => latest.current.find((one) => one.path === path)?.label ?? path), []);
}
