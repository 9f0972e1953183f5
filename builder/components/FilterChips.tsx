import type { ReactNode } from "react";
import styles from "./FilterChips.module.css";

export interface FilterChoice<Value extends string> {
  value: Value;
  label: string;
  /** A text where not all are counted: "1,000+". */
  count?: number | string;
}
export interface FilterChipsProps<Value extends string> {
  /** For screen readers: "Show". */
  label: string;
  choices: FilterChoice<Value>[];
  value: Value | Value[];
  /** With one value the pressed one; with several, the new set. */
  onChange: (value: Value) => void;
  /** More controls at the end of the row. */
  children?: ReactNode;
}

/** Saved filters as chips. `value` may be a list: then each chip turns on and off by itself and `onChange` names the one pressed. */
export function FilterChips<Value extends string>({ label, choices, value, onChange, children }: FilterChipsProps<Value>) {
  const on = (choice: Value) => (Array.isArray(value) ? value.includes(choice) : value === choice);
  return (
    <fieldset className={styles.chips}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={styles.chip}
          aria-pressed={on(choice.value)}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
          {choice.count !== undefined && <b>{typeof choice.count === "number" ? choice.count.toLocaleString("en-US") : choice.count}</b>}
        </button>
      ))}
      {children}
    </fieldset>
  );
}
