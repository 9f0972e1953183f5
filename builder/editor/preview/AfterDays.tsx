import type { CSSProperties, ReactNode } from "react";
import styles from "./Preview.module.css";

const mostDays = 30;

interface AfterDaysProps {
  tile: ReactNode;
  title: string;
  /** What happens when it does, and what is said when it never does. */
  words: readonly [does: string, never: string];
  /** Null: never. */
  days: number | null;
  onChange: (days: number | null) => void;
}

/** After how many days something is done, to be drawn: at once on the left, never on the right. */
export function AfterDays({ tile, title, words: [does, never], days, onChange }: AfterDaysProps) {
  const said = days === null ? never : days === 0 ? `${does} at once` : `${does} after ${days} ${days === 1 ? "day" : "days"}`;
  const at = days ?? mostDays + 1;
  return (
    <label className={styles.behaviour}>
      <span>
        {tile}
        <span className={styles.stepName}>{title}</span>
        <em>{said}</em>
      </span>
      <input
        type="range"
        min={0}
        max={mostDays + 1}
        value={at}
        aria-valuetext={said}
        style={{ "--share": `${(at / (mostDays + 1)) * 100}%` } as CSSProperties}
        onChange={(event) => {
          const next = Number(event.currentTarget.value);
          onChange(next > mostDays ? null : next);
        }}
      />
    </label>
  );
}

interface ChoicesProps<T extends string | number> {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** Below it, what becomes of it: one of a few. */
export function Choices<T extends string | number>({ label, options, value, onChange }: ChoicesProps<T>) {
  return (
    <fieldset className={styles.afterwards} aria-label={label}>
      {options.map((one) => (
        <button key={one.value} type="button" aria-pressed={one.value === value} onClick={() => onChange(one.value)}>
          {one.label}
        </button>
      ))}
    </fieldset>
  );
}
