import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useSpeech } from "../i18n/Language.tsx";

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to write instead. */
  error?: string | undefined;
  optional?: boolean;
  /** The input's id: lets an `ErrorSummary` lead there. */
  id?: string;
}

/** What an input takes over so that label, hint and error belong to it. */
export interface InputLinks {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": boolean;
}

/** Label, hint, error, then the input: the order screen readers and eyes both follow. */
export function Field({
  label,
  hint,
  error,
  optional = false,
  id: given,
  children,
}: FieldProps & { children: (links: InputLinks) => ReactNode }) {
  const made = useId();
  const { t } = useSpeech();
  const id = given ?? made;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label} {optional && <span className="optional">({t("optional")})</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldMessage id={`${id}-error`}>{error}</FieldMessage>}
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": !optional,
      })}
    </div>
  );
}

/** The line that says what is wrong with a field: icon and words, not colour alone. */
export function FieldMessage({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="message" id={id}>
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden="true" />
      {children}
    </p>
  );
}
