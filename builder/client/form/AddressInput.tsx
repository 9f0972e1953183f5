import { FieldMessage } from "../components/Field.tsx";
import { TextField } from "../components/inputs.tsx";
import type { WordKey } from "../i18n/en.ts";
import { useSpeech } from "../i18n/Language.tsx";

const parts: { name: string; words: WordKey; autoComplete: string; optional?: boolean; max: number }[] = [
  { name: "line1", words: "address.line1", autoComplete: "address-line1", max: 120 },
  { name: "line2", words: "address.line2", autoComplete: "address-line2", optional: true, max: 120 },
  { name: "city", words: "address.city", autoComplete: "address-level2", max: 80 },
  { name: "state", words: "address.state", autoComplete: "address-level1", max: 30 },
  { name: "zip", words: "address.zip", autoComplete: "postal-code", max: 10 },
];

/** A postal address of the United States, part by part so that browsers fill it in. */
export function AddressInput({
  id,
  label,
  hint,
  error,
  optional,
  value,
  onChange,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional: boolean;
  value: Record<string, string>;
  onChange: (value: Record<string, string> | null) => void;
}) {
  const { t } = useSpeech();
  const set = (name: string, text: string) => {
    const next = { ...value, [name]: text };
    onChange(Object.values(next).some((part) => part.trim()) ? next : null);
  };
  const input = ({ name, words, autoComplete, optional: mayMiss, max }: (typeof parts)[number]) => (
    <TextField
      key={name}
      label={t(words)}
      name={`${id}-${name}`}
      value={value[name] ?? ""}
      autoComplete={autoComplete}
      maxLength={max}
      optional={mayMiss === true}
      {...(name === "line1" ? { id } : {})}
      {...(name === "zip" ? { inputMode: "numeric" as const } : {})}
      onChange={(text) => set(name, text)}
    />
  );
  const [line1, line2, city, state, zip] = parts.map(input);
  return (
    <fieldset className="field">
      <legend className="field-label">
        {label} {optional && <span className="optional">({t("optional")})</span>}
      </legend>
      {hint && <p className="hint">{hint}</p>}
      {error && <FieldMessage id={`${id}-error`}>{error}</FieldMessage>}
      <div className="address">
        {line1}
        {line2}
        {city}
        <div className="row keep">
          {state}
          {zip}
        </div>
      </div>
    </fieldset>
  );
}
