import { IconAlertTriangle } from "@tabler/icons-react";
import { asProblem, fieldMessages } from "../api/problem.ts";
import styles from "./FormProblems.module.css";

export interface FieldProblems {
  /** Give to an input's `error`: the message beside the field, or undefined. */
  of: (field: string) => string | undefined;
  all: Record<string, string>;
}

/** A problem document's messages by field: `<TextInput {...field("email")} error={problems.of("email")} />`. */
export function problemsOf(error: unknown): FieldProblems {
  const all = fieldMessages(error);
  return { all, of: (field) => all[field] };
}

/** What is wrong beyond the fields shown; `shown` names the fields that say it themselves. */
export function FormProblems({ error, shown = [] }: { error: unknown; shown?: string[] }) {
  if (!error) return null;
  const problem = asProblem(error);
  const rest = Object.entries(fieldMessages(error)).filter(([field]) => !shown.includes(field));
  return (
    <div className={styles.problems} role="alert">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
      <div>
        <p>{problem.detail || problem.title}</p>
        {rest.length > 0 && (
          <ul>
            {rest.map(([field, message]) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
