import { Select, TextInput } from "@mantine/core";
import type { Watched } from "../../../domain/watching/index.ts";
import { many, percent } from "./numbers.ts";
import { isStretch, stretches } from "./stretches.ts";
import styles from "./Watch.module.css";
import { useAsked } from "./Watch.tsx";

interface WatchBarProps {
  versions: number[];
  live: number | undefined;
  numbers: Watched | undefined;
  /** Whether the flow has a goal: without one, it is for coming to an end. */
  goal: boolean;
  /** What stands there is of what was asked before. */
  busy: boolean;
}

/** Over the drawing: whose numbers these are, and how it goes on the whole. */
export function WatchBar({ versions, live, numbers, goal, busy }: WatchBarProps) {
  const { version, stretch, own, ask } = useAsked();
  return (
    <fieldset className={styles.bar}>
      <legend className="visually-hidden">Whose numbers these are</legend>
      <Select
        size="xs"
        w={150}
        aria-label="Version"
        allowDeselect={false}
        value={version === null ? "all" : String(version)}
        onChange={(value) => ask({ version: value === "all" || value === null ? null : Number(value) })}
        data={[
          { value: "all", label: "All versions" },
          ...versions.map((number) => ({
            value: String(number),
            label: number === live ? `Version ${number}, live` : `Version ${number}`,
          })),
        ]}
      />
      <Select
        size="xs"
        w={140}
        aria-label="When they began"
        allowDeselect={false}
        value={stretch}
        onChange={(value) => isStretch(value) && ask({ stretch: value })}
        data={stretches.map(({ value, label }) => ({ value, label }))}
      />
      {stretch === "own" && (
        <>
          <TextInput
            size="xs"
            type="date"
            aria-label="Began from"
            value={own.since}
            onChange={(event) => ask({ since: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            aria-label="Began until"
            value={own.until}
            onChange={(event) => ask({ until: event.currentTarget.value })}
          />
        </>
      )}
      <p className={styles.summary} role="status" data-busy={busy || undefined}>
        {numbers ? summaryWords(numbers, goal) : "Counting …"}
      </p>
    </fieldset>
  );
}

/** "1,300 began · 100 in it now · 75% reached the goal". */
export function summaryWords({ runs }: Watched, hasGoal: boolean): string {
  if (runs.began === 0) return "Nobody began";
  const goal = runs.settled > 0 ? ` · ${percent(runs.won / runs.settled)} ${hasGoal ? "reached the goal" : "came to an end"}` : "";
  return `${many(runs.began)} began · ${many(runs.open)} in it now${goal}`;
}
