import type { HTMLInputAutoCompleteAttribute } from "react";
import { type Answer, type AnswerFile, isNotSure, type SimpleField, say } from "../../../engine/forms/index.ts";
import { ChoiceCards, Tick } from "../components/ChoiceCards.tsx";
import { DateField } from "../components/DateField.tsx";
import { LongField, MoneyField, SelectField, TextField } from "../components/inputs.tsx";
import { StateMark } from "../components/Note.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import { AddressInput } from "./AddressInput.tsx";
import type { Asking } from "./asking.ts";
import { FileInput } from "./FileInput.tsx";
import { fromParts, inputId, partsOf, textOf } from "./values.ts";

export interface QuestionProps {
  field: SimpleField;
  /** JSON pointer of the answer; its error and the input's id follow from it. */
  path: string;
  /** What an upload is told it is for. */
  asked: string;
  value: Answer | undefined;
  asking: Asking;
  onChange: (value: Answer) => void;
}

/** One question with its input. "Not sure" is an answer where the firm allows it. */
export function QuestionInput(props: QuestionProps) {
  const { field, path, value, asking, onChange } = props;
  const { t } = useSpeech();
  const cards = field.kind === "choice" || field.kind === "choices" || field.kind === "yesNo";
  if (!field.notSure || cards) return <PlainInput {...props} />;
  if (isNotSure(value))
    return (
      <div className="field">
        <p className="field-label">{say(field.label, asking.language, asking.around)}</p>
        <div className="not-sure">
          <StateMark state="waiting">{t("not.sure")}</StateMark>
          <button type="button" className="btn" data-kind="text" id={inputId(path)} onClick={() => onChange(null)}>
            {t("change")}
          </button>
        </div>
      </div>
    );
  return (
    <div className="question">
      <PlainInput {...props} />
      <button type="button" className="btn not-sure-button" data-kind="text" onClick={() => onChange({ notSure: true })}>
        {t("not.sure")}
      </button>
    </div>
  );
}

function PlainInput({ field, path, asked, value, asking, onChange }: QuestionProps) {
  const { t } = useSpeech();
  const { language, around } = asking;
  const words = (text: Parameters<typeof say>[0]) => say(text, language, around);
  const id = inputId(path);
  const error = asking.errors[path];
  const hint = words(field.hint);
  const common = { id, label: words(field.label), error, optional: !field.required, name: id, ...(hint ? { hint } : {}) };
  const text = { ...common, value: textOf(value), onChange: (written: string) => onChange(written === "" ? null : written) };
  switch (field.kind) {
    case "text":
      if ((field.lines ?? 1) > 1) return <LongField {...text} rows={field.lines ?? 3} maxLength={field.max ?? 4_000} />;
      return <TextField {...text} maxLength={field.max ?? 200} {...autoComplete(field.autocomplete)} />;
    case "email":
      return <TextField {...text} type="email" inputMode="email" autoComplete="email" maxLength={254} />;
    case "phone":
      return <TextField {...text} type="tel" inputMode="tel" autoComplete="tel" maxLength={40} />;
    case "number":
      return <TextField {...text} inputMode={field.whole ? "numeric" : "decimal"} maxLength={20} />;
    case "money":
      return <MoneyField {...text} />;
    case "date":
      return <DateField {...common} value={partsOf(value)} onChange={(parts) => onChange(fromParts(parts))} />;
    case "choice": {
      const choices = field.options.map((one) => ({ value: one.value, label: words(one.label), detail: words(one.hint) || undefined }));
      if (field.list) {
        const lines = field.notSure ? [...choices, { value: NOT_SURE, label: t("not.sure") }] : choices;
        const shown = isNotSure(value) ? NOT_SURE : textOf(value);
        return <SelectField {...text} value={shown} choices={lines} empty={t("choose.one")} onChange={(one) => onChange(chosen(one))} />;
      }
      return (
        <ChoiceCards
          {...cards(common)}
          choices={withNotSure(choices, field.notSure, t("not.sure"))}
          columns={columnsFor(choices)}
          value={isNotSure(value) ? NOT_SURE : textOf(value)}
          onChange={(one) => onChange(chosen(one))}
        />
      );
    }
    case "choices":
      return (
        <ChoiceCards
          {...cards(common)}
          many
          choices={withNotSure(
            field.options.map((one) => ({ value: one.value, label: words(one.label), detail: words(one.hint) || undefined })),
            field.notSure,
            t("not.sure"),
          )}
          value={isNotSure(value) ? [NOT_SURE] : Array.isArray(value) ? (value as string[]) : []}
          onChange={(many) => onChange(many.at(-1) === NOT_SURE ? { notSure: true } : many.filter((one) => one !== NOT_SURE))}
        />
      );
    case "yesNo": {
      const choices = [
        { value: "yes", label: t("yes") },
        { value: "no", label: t("no") },
      ];
      return (
        <ChoiceCards
          {...cards(common)}
          choices={withNotSure(choices, field.notSure, t("not.sure"))}
          columns={field.notSure ? 3 : 2}
          value={isNotSure(value) ? NOT_SURE : value === true ? "yes" : value === false ? "no" : null}
          onChange={(one) => onChange(one === NOT_SURE ? { notSure: true } : one === "yes")}
        />
      );
    }
    case "address": {
      const given =
        typeof value === "object" && value !== null && !Array.isArray(value) ? (value as unknown as Record<string, string>) : {};
      return <AddressInput {...common} value={given} onChange={(next) => onChange(next as Answer)} />;
    }
    case "file":
      if (!asking.files) return null;
      return (
        <FileInput
          {...common}
          asked={asked}
          files={asking.files}
          value={Array.isArray(value) ? (value as AnswerFile[]) : []}
          max={field.max ?? 10}
          onChange={(change) => asking.update(path, (before) => change(Array.isArray(before) ? (before as AnswerFile[]) : []))}
        />
      );
    case "consent":
      return (
        <Tick id={id} name={id} checked={value === true} onChange={(checked) => onChange(checked)} error={error}>
          {common.label} {hint && <span className="muted">{hint}</span>}
        </Tick>
      );
    default:
      return field satisfies never;
  }
}

const NOT_SURE = "__notSure";
const chosen = (one: string): Answer => (one === NOT_SURE ? { notSure: true } : one === "" ? null : one);

const autoComplete = (name: string | undefined) => (name ? { autoComplete: name as HTMLInputAutoCompleteAttribute } : {});

/** A group of cards has a legend where a single input has a label. */
function cards<C extends { label: string }>({ label, ...rest }: C): Omit<C, "label"> & { legend: string } {
  return { ...rest, legend: label };
}

interface Card {
  value: string;
  label: string;
  detail?: string | undefined;
}
const withNotSure = (choices: Card[], offered: boolean | undefined, words: string): Card[] =>
  offered ? [...choices, { value: NOT_SURE, label: words }] : choices;

/** Short answers stand beside each other. */
function columnsFor(choices: Card[]): 1 | 2 | 3 {
  const short = choices.every((one) => one.label.length <= 10 && !one.detail);
  if (!short) return 1;
  return choices.length === 3 ? 3 : choices.length === 2 ? 2 : 1;
}
