import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { isBlank, isNotSure, numberFrom, type Row, say, type TableField, visibleColumns } from "../../../engine/forms/index.ts";
import { Button } from "../components/Button.tsx";
import { FieldMessage } from "../components/Field.tsx";
import { StateMark } from "../components/Note.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { Asking } from "./asking.ts";
import { QuestionInput } from "./QuestionInput.tsx";
import { dollars, inputId, inWords } from "./values.ts";

interface Props {
  field: TableField;
  rows: Row[];
  asking: Asking;
  onChange: (rows: Row[]) => void;
}

/** A list of like things: children, accounts. A table where there is room, cards on a phone; one is open to be written at a time. */
export function TableInput({ field, rows, asking, onChange }: Props) {
  const { t } = useSpeech();
  const { language, around, errors } = asking;
  const path = `/${field.key}`;
  const [open, setOpen] = useState<number | null>(rows.length === 0 && field.required ? null : firstUnfinished(field, rows));
  const wrong = rows.findIndex((_row, index) => Object.keys(errors).some((at) => at.startsWith(`${path}/${index}/`)));
  useEffect(() => {
    if (wrong >= 0) setOpen(wrong);
  }, [wrong]);
  const name = say(field.row, language, around);
  const set = (index: number, row: Row) => onChange(rows.map((one, at) => (at === index ? row : one)));
  const remove = (index: number) => {
    onChange(rows.filter((_one, at) => at !== index));
    setOpen(null);
  };
  const add = () => {
    onChange([...rows, {}]);
    setOpen(rows.length);
  };
  const hint = say(field.hint, language, around);
  const full = rows.length >= (field.max ?? 50);
  return (
    <div className="field">
      <h2 className="field-label">{say(field.label, language, around)}</h2>
      {hint && <p className="hint">{hint}</p>}
      {errors[path] && <FieldMessage id={`${inputId(path)}-error`}>{errors[path]}</FieldMessage>}
      <Closed field={field} rows={rows} asking={asking} open={open} onOpen={setOpen} />
      {open !== null && rows[open] && (
        <OpenRow
          key={open}
          field={field}
          index={open}
          row={rows[open]}
          asking={asking}
          onChange={(row) => set(open, row)}
          onRemove={() => remove(open)}
          onDone={() => setOpen(null)}
        />
      )}
      {!full && open === null && (
        <button type="button" id={inputId(path)} className="btn" data-kind="add" onClick={add}>
          <IconPlus size={20} stroke={2} aria-hidden="true" />
          {field.add ? say(field.add, language, around) : t("row.add", { row: name })}
        </button>
      )}
      <Total field={field} rows={rows} asking={asking} />
    </div>
  );
}

/** The first row with nothing in it yet: it stands open on coming back. */
function firstUnfinished(field: TableField, rows: Row[]): number | null {
  const index = rows.findIndex((row) => field.columns.every((column) => isBlank(row[column.key])));
  return index < 0 ? null : index;
}

function Closed({ field, rows, asking, open, onOpen }: Omit<Props, "onChange"> & { open: number | null; onOpen: (index: number) => void }) {
  const { t } = useSpeech();
  const { language, around } = asking;
  const closed = rows.map((row, index) => ({ row, index })).filter(({ index }) => index !== open);
  if (!closed.length) return null;
  const [first, ...rest] = field.columns.filter((column) => column.kind !== "file");
  if (!first) return null;
  const reading = (row: Row) => ({ language, around: { ...around, row }, yes: t("yes"), no: t("no"), notSure: t("not.sure") });
  const shown = rest.slice(0, 4);
  const title = (row: Row, index: number) =>
    inWords(first, row[first.key], reading(row)) || t("row.unnamed", { row: say(field.row, language, around), number: index + 1 });
  return (
    <table className="things">
      <caption className="visually-hidden">{say(field.label, language, around)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(first.label, language, around)}</th>
          {shown.map((column) => (
            <th key={column.key} scope="col" data-right={column.kind === "money" || undefined}>
              {say(column.label, language, { ...around, row: {} })}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t("change")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {closed.map(({ row, index }) => (
          <tr key={index}>
            <th scope="row">{title(row, index)}</th>
            {shown.map((column) => {
              const words = inWords(column, row[column.key], reading(row));
              return (
                <td
                  key={column.key}
                  data-label={say(column.label, language, { ...around, row })}
                  data-right={column.kind === "money" || undefined}
                  data-blank={!words || undefined}
                >
                  {isNotSure(row[column.key]) ? <StateMark state="waiting">{words}</StateMark> : words}
                </td>
              );
            })}
            <td className="act">
              <button
                type="button"
                className="square"
                aria-label={t("row.change", { name: title(row, index) })}
                onClick={() => onOpen(index)}
              >
                <IconPencil size={20} stroke={1.75} aria-hidden="true" />
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OpenRow({
  field,
  index,
  row,
  asking,
  onChange,
  onRemove,
  onDone,
}: {
  field: TableField;
  index: number;
  row: Row;
  asking: Asking;
  onChange: (row: Row) => void;
  onRemove: () => void;
  onDone: () => void;
}) {
  const { t } = useSpeech();
  const { language, around, errors } = asking;
  const path = `/${field.key}/${index}`;
  const bad = Object.keys(errors).some((at) => at.startsWith(`${path}/`));
  const heading = t("row.number", { row: say(field.row, language, around), number: index + 1 });
  const inRow = { ...asking, around: { ...around, row } };
  return (
    <fieldset className="open-row" data-bad={bad || undefined}>
      <legend className="visually-hidden">{heading}</legend>
      <div className="open-head">
        <h3>{heading}</h3>
        <Button kind="danger" icon={IconTrash} onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
      <div className="questions">
        {visibleColumns(field, around, row).map((column) => (
          <QuestionInput
            key={column.key}
            field={column}
            path={`${path}/${column.key}`}
            asked={`${field.key}/${column.key}`}
            value={row[column.key]}
            asking={inRow}
            onChange={(value) => onChange({ ...row, [column.key]: value as Row[string] })}
          />
        ))}
      </div>
      <Button kind="ghost" full onClick={onDone}>
        {t("row.done")}
      </Button>
    </fieldset>
  );
}

function Total({ field, rows, asking }: { field: TableField; rows: Row[]; asking: Asking }) {
  const { t } = useSpeech();
  const column = field.columns.find(({ key }) => key === field.total);
  if (!column || rows.length === 0) return null;
  const sum = rows.reduce((before, row) => before + (numberFrom(row[column.key]) ?? 0), 0);
  return (
    <p className="sum">
      <span>{t(rows.length === 1 ? "row.one" : "row.count", { count: rows.length })}</span>
      <b>{column.kind === "money" ? t("row.about", { amount: dollars(sum, asking.language) }) : sum}</b>
    </p>
  );
}
