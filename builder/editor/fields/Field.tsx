import { Checkbox, Input, NumberInput, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./fields.module.css";

export interface FieldProps<T> {
  label: string;
  value: T | undefined;
  onChange: (value: T | undefined) => void;
  error?: string | undefined;
  hint?: ReactNode;
  readOnly?: boolean;
  placeholder?: string;
  /** Said to a screen reader where the label is left empty because the place says it. */
  named?: string;
}

export function TextField({ label, value, onChange, error, hint, readOnly, placeholder }: FieldProps<string>) {
  return (
    <TextInput
      label={label}
      value={value ?? ""}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder={placeholder ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

export function LongTextField({ label, value, onChange, error, hint, readOnly, placeholder }: FieldProps<string>) {
  return (
    <Textarea
      label={label}
      value={value ?? ""}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder={placeholder ?? ""}
      autosize
      minRows={2}
      maxRows={10}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

export function NumberField({
  label,
  value,
  onChange,
  error,
  hint,
  readOnly,
  min = 0,
  max = 100_000,
}: FieldProps<number> & { min?: number; max?: number }) {
  return (
    <NumberInput
      label={label}
      value={value ?? ""}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      min={min}
      max={max}
      allowNegative={min < 0}
      allowDecimal={false}
      onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
    />
  );
}

export function FlagField({ label, value, onChange, hint, readOnly, usually = false }: FieldProps<boolean> & { usually?: boolean }) {
  return (
    <Checkbox
      label={label}
      description={hint}
      checked={value ?? usually}
      disabled={readOnly ?? false}
      onChange={(event) => onChange(event.currentTarget.checked === usually ? undefined : event.currentTarget.checked)}
    />
  );
}

export interface Option {
  value: string;
  label: string;
}

/** Two or three values side by side. The first is the usual one and is not written down when `usual` says so. */
export function ChoiceField({
  label,
  value,
  onChange,
  error,
  hint,
  readOnly,
  options,
  usual,
}: FieldProps<string> & { options: Option[]; usual?: string }) {
  return (
    <Input.Wrapper label={label} error={error} description={hint} labelElement="div">
      <SegmentedControl
        className={styles.segments ?? ""}
        fullWidth
        aria-label={label}
        value={value ?? usual ?? ""}
        data={options}
        disabled={readOnly ?? false}
        onChange={(next) => onChange(next === usual ? undefined : next)}
      />
    </Input.Wrapper>
  );
}

export function SelectField({
  label,
  value,
  onChange,
  error,
  hint,
  readOnly,
  placeholder,
  options,
  usual,
  clearable = false,
  named,
}: FieldProps<string> & { options: Option[]; usual?: string; clearable?: boolean }) {
  return (
    <Select
      label={label}
      {...(named ? { "aria-label": named } : {})}
      value={value ?? usual ?? null}
      error={error}
      description={hint}
      readOnly={readOnly ?? false}
      placeholder={placeholder ?? ""}
      data={options}
      allowDeselect={clearable}
      clearable={clearable && !readOnly}
      onChange={(next) => onChange(next === null || next === usual ? undefined : next)}
    />
  );
}

/** Two fields beside each other. */
export const Two = ({ children }: { children: ReactNode }) => <div className={styles.two}>{children}</div>;
