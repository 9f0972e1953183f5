import { useDebouncedValue } from "@mantine/hooks";
import { pathsOf } from "../../../engine/conditions/index.ts";
import type { Condition } from "../../../engine/definition/types.ts";
import { matchingWords, useMatching } from "../api/matching.ts";
import { useEditor } from "../store/context.tsx";
import styles from "./Conditions.module.css";

const quietMs = 400;
/** What can be asked of everybody at once; what happened, what a step gave and who is assigned is only known of a run. */
const known = new Set(["contact", "matter", "occasion", "firm"]);

/** Under a condition: for how many it holds now. Nothing where only a run could tell. */
export function MatchesNow({ value }: { value: Condition }) {
  const subject = useEditor((state) => state.graph.settings.subject);
  const paths = pathsOf(value);
  const asks = paths.length > 0 && paths.every((path) => known.has(path.split(".")[0] ?? ""));
  const [where] = useDebouncedValue(asks ? value : null, quietMs);
  const { data } = useMatching(subject, where);
  if (!asks) return null;
  return (
    <p className={styles.matches} role="status">
      {data ? matchingWords(data, subject) : "Counting …"}
    </p>
  );
}
