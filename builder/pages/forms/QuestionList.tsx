import { Button, Checkbox, Collapse, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { ColumnField, Form, FormField, Language } from "../../../engine/forms/index.ts";
import {
  asKind,
  isColumnKind,
  keyFor,
  kinds,
  moved,
  newField,
  optionsFrom,
  replaced,
  simpleWhen,
  textIn,
  without,
  withText,
} from "./formEdits.ts";

interface Props {
  fields: FormField[];
  /** Keys a new question may not have. */
  taken: string[];
  form: Form;
  language: Language;
  /** Columns of a list can be no list themselves. */
  columns?: boolean;
  onChange: (fields: FormField[]) => void;
}

/** Questions in order; one is open at a time. */
export function QuestionList({ fields, taken, form, language, columns = false, onChange }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const add = () => {
    const key = keyFor("question", taken);
    onChange([...fields, newField("text", key, "New question")]);
    setOpen(key);
  };
  return (
    <Stack gap="xs">
      {fields.map((field, index) => {
        const label = textIn(field.label, language) || textIn(field.label, "en");
        return (
          <div key={field.key}>
            <Group wrap="nowrap" gap="xs">
              <span style={{ flex: 1, minWidth: 0 }}>
                {label} <span className="muted">{kinds.find((kind) => kind.value === field.kind)?.label}</span>
              </span>
              <Button
                variant="subtle"
                color="gray"
                px="xs"
                disabled={index === 0}
                aria-label={`Move “${label}” up`}
                onClick={() => onChange(moved(fields, index, -1))}
              >
                <IconArrowUp size={16} />
              </Button>
              <Button
                variant="subtle"
                color="gray"
                px="xs"
                disabled={index === fields.length - 1}
                aria-label={`Move “${label}” down`}
                onClick={() => onChange(moved(fields, index, 1))}
              >
                <IconArrowDown size={16} />
              </Button>
              <Button
                variant="subtle"
                color="gray"
                px="xs"
                aria-label={`Change “${label}”`}
                aria-expanded={open === field.key}
                onClick={() => setOpen(open === field.key ? null : field.key)}
              >
                <IconPencil size={16} />
              </Button>
              <Button
                variant="subtle"
                color="gray"
                px="xs"
                aria-label={`Remove “${label}”`}
                onClick={() => onChange(without(fields, index))}
              >
                <IconTrash size={16} />
              </Button>
            </Group>
            <Collapse expanded={open === field.key}>
              {open === field.key && (
                <Question
                  field={field}
                  form={form}
                  language={language}
                  columns={columns}
                  onChange={(next) => onChange(replaced(fields, index, next))}
                />
              )}
            </Collapse>
          </div>
        );
      })}
      <Button variant="default" leftSection={<IconPlus size={16} stroke={2} />} onClick={add}>
        Add a question
      </Button>
    </Stack>
  );
}

function Question({
  field,
  form,
  language,
  columns,
  onChange,
}: {
  field: FormField;
  form: Form;
  language: Language;
  columns: boolean;
  onChange: (field: FormField) => void;
}) {
  const set = (change: Partial<FormField>) => onChange({ ...field, ...change } as FormField);
  const tick = (label: string, name: "required" | "notSure" | "sensitive") => (
    <Checkbox
      label={label}
      checked={field[name] === true}
      onChange={(event) => set({ [name]: event.currentTarget.checked || undefined })}
    />
  );
  return (
    <Stack p="md">
      <TextInput
        label="Question"
        value={textIn(field.label, language)}
        maxLength={400}
        onChange={(event) => set({ label: withText(field.label, language, event.currentTarget.value) })}
      />
      <TextInput
        label="A line of help below it"
        value={textIn(field.hint, language)}
        maxLength={1000}
        onChange={(event) => set({ hint: withText(field.hint, language, event.currentTarget.value) || undefined })}
      />
      <Select
        label="Kind of answer"
        value={field.kind}
        allowDeselect={false}
        data={kinds.filter((kind) => !columns || isColumnKind(kind.value))}
        onChange={(kind) => kind && onChange(asKind(field, kind as FormField["kind"]))}
      />
      {(field.kind === "choice" || field.kind === "choices") && (
        <Textarea
          label="Answers to choose from, one on each line"
          autosize
          minRows={2}
          value={field.options.map((one) => textIn(one.label, language)).join("\n")}
          onChange={(event) => set({ options: optionsFrom(event.currentTarget.value, field.options, language) })}
        />
      )}
      {field.kind === "table" && (
        <>
          <TextInput
            label="What one of them is called"
            value={textIn(field.row, language)}
            maxLength={80}
            onChange={(event) => set({ row: withText(field.row, language, event.currentTarget.value) })}
          />
          <QuestionList
            columns
            fields={field.columns}
            taken={field.columns.map(({ key }) => key)}
            form={form}
            language={language}
            onChange={(next) => next.length > 0 && set({ columns: next as ColumnField[] })}
          />
        </>
      )}
      <Group>
        {tick("Must be answered", "required")}
        {tick("“Not sure” is an answer", "notSure")}
        {tick("Only for staff who work the case", "sensitive")}
      </Group>
      {!columns && <OnlyIf field={field} form={form} onChange={(when) => set({ when })} />}
      {!columns && field.kind !== "file" && field.kind !== "consent" && (
        <TextInput
          label="Write the answer to"
          description="A field of the contact or matter, such as contact.phone or matter.closingDate. Empty: it stays in the form."
          value={field.saveTo ?? ""}
          maxLength={130}
          onChange={(event) => set({ saveTo: event.currentTarget.value.trim() || undefined })}
        />
      )}
    </Stack>
  );
}

/** Shown only after one answer to an earlier question; longer conditions are kept and said to be there. */
function OnlyIf({ field, form, onChange }: { field: FormField; form: Form; onChange: (when: FormField["when"]) => void }) {
  const all = form.groups.flatMap((group) => group.fields);
  const earlier = all.slice(
    0,
    Math.max(
      0,
      all.findIndex((one) => one.key === field.key),
    ),
  );
  const choices = earlier.flatMap((one) => {
    const answers = one.kind === "yesNo" ? [true, false] : one.kind === "choice" ? one.options.map(({ value }) => value) : [];
    return answers.map((value) => ({
      value: JSON.stringify([one.key, value]),
      label: `${textIn(one.label, "en")}: ${wordsFor(one, value)}`,
    }));
  });
  const simple = simpleWhen(field.when);
  if (field.when && !simple) return <p className="muted">It is shown only under a condition with several parts, which stays as it is.</p>;
  return (
    <Select
      label="Show it only after this answer"
      placeholder="Always"
      clearable
      searchable
      data={choices}
      value={simple ? JSON.stringify([simple.key, simple.value]) : null}
      onChange={(chosen) => {
        const [key, value] = chosen ? (JSON.parse(chosen) as [string, string | boolean]) : [];
        onChange(key === undefined ? undefined : { "==": [{ var: key }, value] });
      }}
    />
  );
}

function wordsFor(field: FormField, value: string | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const option = field.kind === "choice" ? field.options.find((one) => one.value === value) : undefined;
  return option ? textIn(option.label, "en") : value;
}
