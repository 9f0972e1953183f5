import { type ReactNode, useId } from "react";
import { useSpeech } from "../i18n/Language.tsx";
import { FieldMessage } from "./Field.tsx";

export interface Choice {
  value: string;
  label: ReactNode;
  detail?: ReactNode;
}
interface Common {
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  name: string;
  choices: Choice[];
  columns?: 1 | 2 | 3;
  /** The first choice's id, where an `ErrorSummary` leads. */
  id?: string;
}
export type ChoiceCardsProps = Common &
  (
    | { many?: false; value: string | null; onChange: (value: string) => void }
    | { many: true; value: string[]; onChange: (value: string[]) => void }
  );

/** A question answered by pressing a card: one answer, or with `many` any number. */
export function ChoiceCards(props: ChoiceCardsProps) {
  const { legend, hint, error, optional, name, choices, columns = 1, id: given } = props;
  const made = useId();
  const id = given ?? made;
  const { t } = useSpeech();
  const isOn = (value: string) => (props.many ? props.value.includes(value) : props.value === value);
  const press = (value: string) => {
    if (!props.many) return props.onChange(value);
    props.onChange(props.value.includes(value) ? props.value.filter((one) => one !== value) : [...props.value, value]);
  };
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="field-label">
        {legend} {optional && <span className="optional">({t("optional")})</span>}
      </legend>
      {hint && <p className="hint">{hint}</p>}
      {error && <FieldMessage id={`${id}-error`}>{error}</FieldMessage>}
      <div className="picks" data-columns={columns}>
        {choices.map((choice, index) => (
          <label key={choice.value} className="pick">
            <input
              id={index === 0 ? id : undefined}
              type={props.many ? "checkbox" : "radio"}
              name={name}
              value={choice.value}
              checked={isOn(choice.value)}
              aria-invalid={error ? true : undefined}
              onChange={() => press(choice.value)}
            />
            <span>
              {choice.label}
              {choice.detail && <small>{choice.detail}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface TickProps {
  children: ReactNode;
  name: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  error?: string | undefined;
  id?: string;
}

/** One thing to agree to. Never ticked beforehand: the caller's first value is false. */
export function Tick({ children, name, checked, onChange, error, id: given }: TickProps) {
  const made = useId();
  const id = given ?? made;
  return (
    <div className="field">
      {error && <FieldMessage id={`${id}-error`}>{error}</FieldMessage>}
      <label className="pick plain">
        <input
          id={id}
          type="checkbox"
          name={name}
          checked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{children}</span>
      </label>
    </div>
  );
}
