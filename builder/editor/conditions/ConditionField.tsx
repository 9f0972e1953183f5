import { Button, Textarea } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Condition } from "../../../engine/definition/types.ts";
import { type FieldChoice, stepFields } from "../api/fields.ts";
import { useRecords } from "../api/records.ts";
import { useGivingSteps } from "../store/useGivingSteps.ts";
import styles from "./Conditions.module.css";
import { eventFields } from "./eventFields.ts";
import { fromLogic } from "./logic.ts";
import { MatchesNow } from "./MatchesNow.tsx";

// The builder is only fetched once there is a condition to edit.
const Rules = lazy(() => import("./Rules.tsx"));

interface ConditionFieldProps {
  label: string;
  value: Condition | undefined;
  onChange: (value: Condition) => void;
  error?: string | undefined;
  readOnly?: boolean;
  /** The event whose data may be read as well. */
  event?: string | undefined;
  /** Roots that may be read; all unless told. */
  roots?: readonly string[];
  /** What an empty condition means: "Everybody". */
  empty: string;
}

/** A condition as rules; one that rules cannot say is shown as it is written. */
export function ConditionField({ label, value, onChange, error, readOnly = false, event, roots, empty }: ConditionFieldProps) {
  const fields = useFields(event, roots);
  const group = fromLogic(value);
  return (
    <div>
      <div className={styles.label}>{label}</div>
      {error && <p className={styles.error}>{error}</p>}
      {group === null ? (
        <ByHand label={label} value={value ?? {}} onChange={onChange} readOnly={readOnly} />
      ) : (
        <Suspense fallback={<div className={styles.loading} />}>
          <Rules label={label} value={value ?? {}} onChange={onChange} fields={fields} readOnly={readOnly} empty={empty} />
        </Suspense>
      )}
      {value && <MatchesNow value={value} />}
    </div>
  );
}

/** What may be read here: what happened, the firm's own fields, and what earlier steps left behind. */
function useFields(event: string | undefined, roots: readonly string[] | undefined): FieldChoice[] {
  const records = useRecords();
  const giving = useGivingSteps();
  return useMemo(() => {
    const named = giving.map(({ id, title }) => ({ value: id, label: title }));
    const all = [...records.fields, ...stepFields(giving)].filter(({ path }) => !roots || roots.includes(path.split(".")[0] ?? ""));
    return [...(event ? eventFields(event, records, named) : []), ...all.filter(({ path }) => !path.endsWith(".id"))];
  }, [records, giving, event, roots]);
}

function ByHand({
  label,
  value,
  onChange,
  readOnly,
}: {
  label: string;
  value: Condition;
  onChange: (value: Condition) => void;
  readOnly: boolean;
}) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <div className={styles.hand}>
      <Textarea
        aria-label={`${label}, written by hand`}
        description="Written by hand (JsonLogic): it says more than the rules here can show."
        value={text}
        error={wrong}
        readOnly={readOnly}
        autosize
        minRows={3}
        maxRows={14}
        styles={{ input: { fontFamily: "ui-monospace, monospace", fontSize: 12 } }}
        onChange={(event) => {
          setText(event.currentTarget.value);
          try {
            const read: unknown = JSON.parse(event.currentTarget.value);
            if (read === null || typeof read !== "object" || Array.isArray(read)) throw new Error("no object");
            setWrong(null);
            onChange(read as Condition);
          } catch {
            setWrong("This is not complete yet: brackets and quotes must close.");
          }
        }}
      />
      {!readOnly && (
        <Button size="xs" onClick={() => onChange({})}>
          Start again with rules
        </Button>
      )}
    </div>
  );
}
