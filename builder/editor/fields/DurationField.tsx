import { Input, NumberInput, Select, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { amountOf, durationOf, UNITS, type Unit } from "./duration.ts";
import type { FieldProps } from "./Field.tsx";
import styles from "./fields.module.css";

interface DurationFieldProps extends FieldProps<string> {
  /** Left of nothing, right of the unit: "then → Call about the form". */
  after?: ReactNode;
  units?: readonly Unit[];
}

/** A number and a unit; emptied it is no duration at all. */
export function DurationField({ label, value, onChange, error, hint, readOnly, after, units = UNITS }: DurationFieldProps) {
  return (
    <Input.Wrapper label={label} error={error} description={hint} labelElement="div">
      <DurationInput
        label={label}
        value={value}
        onChange={onChange}
        readOnly={readOnly ?? false}
        after={after}
        units={units}
        bad={Boolean(error)}
      />
    </Input.Wrapper>
  );
}

interface DurationInputProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  readOnly?: boolean;
  after?: ReactNode;
  units?: readonly Unit[];
  bad?: boolean;
}

export function DurationInput({ label, value, onChange, readOnly = false, after, units = UNITS, bad = false }: DurationInputProps) {
  const parts = value === undefined ? null : amountOf(value);
  // Emptied, it stays so until something is typed: where a length is needed, what stands in for it would be typed on to.
  const [emptied, setEmptied] = useState(false);
  const [wished, setWished] = useState<Unit>("days");
  if (value !== undefined && parts === null)
    return (
      <TextInput
        aria-label={label}
        value={value}
        error={bad}
        readOnly={readOnly}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    );
  const unit = parts?.unit ?? wished;
  const shown = units.includes(unit) ? units : [...units, unit];
  return (
    <div className={styles.duration}>
      <NumberInput
        aria-label={`${label}: how many`}
        value={emptied ? "" : (parts?.amount ?? "")}
        min={0}
        max={9999}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        error={bad}
        readOnly={readOnly}
        onChange={(amount) => {
          setEmptied(typeof amount !== "number");
          setWished(unit);
          onChange(typeof amount === "number" ? durationOf(amount, unit) : undefined);
        }}
        onBlur={() => setEmptied(false)}
      />
      <Select
        aria-label={`${label}: unit`}
        value={unit}
        data={shown.map((one) => ({ value: one, label: parts?.amount === 1 ? one.replace(/s$/, "") : one }))}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(next) => {
          if (!next) return;
          setWished(next as Unit);
          if (parts) onChange(durationOf(parts.amount, next as Unit));
        }}
      />
      {after && <span className={styles.after}>{after}</span>}
    </div>
  );
}
