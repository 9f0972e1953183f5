import { IconChevronDown } from "@tabler/icons-react";
import type { HTMLInputAutoCompleteAttribute } from "react";
import { Field, type FieldProps } from "./Field.tsx";

interface ValueProps extends FieldProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  maxLength?: number;
}

export interface TextFieldProps extends ValueProps {
  type?: "text" | "email" | "tel";
  inputMode?: "text" | "numeric" | "decimal" | "email" | "tel";
  placeholder?: string;
}

/** One line of text, an email or a phone number. */
export function TextField({
  name,
  value,
  onChange,
  onBlur,
  type = "text",
  inputMode,
  autoComplete,
  maxLength = 300,
  placeholder,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(links) => (
        <input
          {...links}
          className="input"
          type={type}
          name={name}
          value={value}
          inputMode={inputMode}
          autoComplete={autoComplete}
          maxLength={maxLength}
          placeholder={placeholder}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </Field>
  );
}

/** Several lines of text. */
export function LongField({ name, value, onChange, onBlur, maxLength = 5000, rows = 4, ...field }: ValueProps & { rows?: number }) {
  return (
    <Field {...field}>
      {(links) => (
        <textarea
          {...links}
          className="input"
          name={name}
          value={value}
          rows={rows}
          maxLength={maxLength}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </Field>
  );
}

export interface SelectFieldProps extends Omit<ValueProps, "maxLength"> {
  choices: { value: string; label: string }[];
  /** The first line, when nothing is chosen yet. */
  empty?: string;
}

/** One of a list too long for cards. */
export function SelectField({ name, value, onChange, onBlur, choices, empty, autoComplete, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(links) => (
        <span className="select" style={{ display: "block" }}>
          <select
            {...links}
            className="input"
            name={name}
            value={value}
            autoComplete={autoComplete}
            onChange={(event) => onChange(event.currentTarget.value)}
            onBlur={onBlur}
          >
            {empty !== undefined && <option value="">{empty}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <IconChevronDown size={20} stroke={2} aria-hidden="true" />
        </span>
      )}
    </Field>
  );
}

/** An amount in dollars. Commas may be written; what `onChange` gets is what was written. */
export function MoneyField({ name, value, onChange, onBlur, ...field }: ValueProps) {
  return (
    <Field {...field}>
      {(links) => (
        <span className="money" style={{ display: "block" }}>
          <span aria-hidden="true">$</span>
          <input
            {...links}
            className="input"
            name={name}
            value={value}
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            onChange={(event) => onChange(event.currentTarget.value)}
            onBlur={onBlur}
          />
        </span>
      )}
    </Field>
  );
}
