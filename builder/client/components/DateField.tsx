import { IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useSpeech } from "../i18n/Language.tsx";
import type { DateParts } from "./date.ts";
import { FieldMessage } from "./Field.tsx";

export interface DateFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  id?: string;
  value: DateParts;
  onChange: (value: DateParts) => void;
  onBlur?: () => void;
  /** Offers the visitor's own date of birth. */
  birthday?: boolean;
}

/** A date people know by heart, typed in three parts. `joinDate` makes the ISO day. */
export function DateField({ label, hint, error, optional, id: given, value, onChange, onBlur, birthday }: DateFieldProps) {
  const made = useId();
  const id = given ?? made;
  const { t, language } = useSpeech();
  const months = Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, month, 1)),
  );
  const described = error ? `${id}-error` : undefined;
  const part = (name: "day" | "year", maxLength: number) => (
    <label>
      <span>{t(`date.${name}`)}</span>
      <input
        className="input"
        id={name === "year" ? id : undefined}
        inputMode="numeric"
        maxLength={maxLength}
        value={value[name]}
        autoComplete={birthday ? `bday-${name}` : "off"}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value.replace(/\D/g, "") })}
        onBlur={onBlur}
      />
    </label>
  );
  return (
    <fieldset className="field">
      <legend className="field-label">
        {label} {optional && <span className="optional">({t("optional")})</span>}
      </legend>
      {hint && <p className="hint">{hint}</p>}
      {error && <FieldMessage id={`${id}-error`}>{error}</FieldMessage>}
      <div className="date3">
        <label>
          <span>{t("date.month")}</span>
          <span className="select" style={{ display: "block", margin: 0 }}>
            <select
              className="input"
              value={value.month}
              autoComplete={birthday ? "bday-month" : "off"}
              aria-describedby={described}
              onChange={(event) => onChange({ ...value, month: event.currentTarget.value })}
              onBlur={onBlur}
            >
              <option value="" />
              {months.map((name, month) => (
                <option key={name} value={String(month + 1)}>
                  {name}
                </option>
              ))}
            </select>
            <IconChevronDown size={20} stroke={2} aria-hidden="true" />
          </span>
        </label>
        {part("day", 2)}
        {part("year", 4)}
      </div>
    </fieldset>
  );
}
