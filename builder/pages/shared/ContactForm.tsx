import { Button, Group, Modal, Select, SimpleGrid, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { type FieldOf, useFields } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { knownLanguages } from "./words.ts";

const shown = ["firstName", "lastName", "email", "phone", "address", "language", "preferredChannel", "source"] as const;
type Values = Record<(typeof shown)[number], string> & { tags: string[]; fields: Record<string, string> };
export interface ContactValues extends Partial<Values> {
  id?: string;
}

const blank: Values = {
  firstName: "",
  lastName: "",
  email: "",
  phone: "",
  address: "",
  language: "en",
  preferredChannel: "",
  source: "",
  tags: [],
  fields: {},
};

/** Adds a contact, or changes one when it has an id. */
export function ContactForm({
  contact = {},
  onClose,
  onDone,
}: {
  contact?: ContactValues;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const { id, ...given } = contact;
  const client = useQueryClient();
  const own = useFields("contact");
  const form = useForm<Values>({ initialValues: { ...blank, ...given } });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async (values: Values) => {
      const { tags, fields, preferredChannel, ...texts } = values;
      const cleared = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value.trim() || null]));
      const body = {
        ...cleared,
        language: values.language,
        preferredChannel: preferredChannel || null,
        ...(own.length ? { fields: fieldValues(own, fields) } : {}),
      };
      if (!id) return (await api.post<{ id: string }>("/api/contacts", { ...body, tags })).id;
      await api.patch(`/api/contacts/${id}`, body);
      await api.post(`/api/contacts/${id}/tags`, { add: tags, remove: (given.tags ?? []).filter((tag) => !tags.includes(tag)) });
      return id;
    },
    onSuccess: async (done) => {
      await client.invalidateQueries();
      onDone(done);
    },
  });
  const problems = problemsOf(save.error);
  const field = (name: (typeof shown)[number]) => ({ ...form.getInputProps(name), error: problems.of(name) });
  return (
    <Modal opened onClose={onClose} size="lg" title={id ? "Edit contact" : "Add a contact"} closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={save.error} shown={[...shown, ...own.map((one) => `fields.${one.key}`)]} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput data-autofocus label="First name" {...field("firstName")} />
            <TextInput label="Last name" {...field("lastName")} />
            <TextInput label="Email" type="email" {...field("email")} />
            <TextInput label="Phone" type="tel" {...field("phone")} />
            <Select label="Language" data={knownLanguages} allowDeselect={false} {...field("language")} />
            <Select
              label="Prefers"
              clearable
              data={[
                { value: "email", label: "Email" },
                { value: "text", label: "Texts" },
                { value: "phone", label: "Phone" },
              ]}
              {...field("preferredChannel")}
              value={form.values.preferredChannel || null}
              onChange={(value) => form.setFieldValue("preferredChannel", value ?? "")}
            />
            <TextInput label="Came from" placeholder="Referral, Google Ads …" {...field("source")} />
            <TagsInput label="Tags" {...form.getInputProps("tags")} />
          </SimpleGrid>
          <Textarea label="Postal address" autosize minRows={2} {...field("address")} />
          <OwnFields
            fields={own}
            values={form.values.fields}
            onChange={(fields) => form.setFieldValue("fields", fields)}
            problem={(key) => problems.of(`fields.${key}`)}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {id ? "Save" : "Add the contact"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface OwnFieldsProps {
  fields: FieldOf[];
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
  problem: (key: string) => string | undefined;
}

/** The firm's own fields, each by its type. Lists are filled in by forms and shown on the page only. */
export function OwnFields({ fields, values, onChange, problem }: OwnFieldsProps) {
  if (!fields.length) return null;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {fields
        .filter((one) => one.type !== "list")
        .map((one) => (
          <OwnField
            key={one.key}
            field={one}
            value={values[one.key] ?? ""}
            error={problem(one.key)}
            onChange={(value) => onChange({ ...values, [one.key]: value })}
          />
        ))}
    </SimpleGrid>
  );
}

const inputTypes: Partial<Record<FieldOf["type"], string>> = {
  date: "date",
  dateTime: "datetime-local",
  number: "number",
  money: "number",
};
const yesNo = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

function OwnField({
  field,
  value,
  error,
  onChange,
}: {
  field: FieldOf;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const data = field.type === "yesNo" ? yesNo : field.type === "choice" ? (field.options ?? []) : null;
  if (data)
    return (
      <Select label={field.label} data={data} clearable value={value || null} onChange={(next) => onChange(next ?? "")} error={error} />
    );
  const type = inputTypes[field.type] ?? "text";
  return (
    <TextInput
      label={field.label}
      type={type}
      step="any"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

/** What was typed, as the API takes it; an emptied field is cleared. */
export function fieldValues(fields: FieldOf[], values: Record<string, string>): Record<string, unknown> {
  const sent = fields.filter((one) => one.type !== "list" && values[one.key] !== undefined);
  return Object.fromEntries(sent.map((one) => [one.key, typed(one, values[one.key]?.trim() ?? "")]));
}

function typed(field: FieldOf, value: string): unknown {
  if (!value) return null;
  if (field.type === "yesNo") return value === "true";
  if (field.type === "number" || field.type === "money") return Number(value);
  return field.type === "dateTime" ? new Date(value).toISOString() : value;
}

/** Stored values as inputs show them. */
export const fieldTexts = (fields: FieldOf[], values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((one) => {
      const value = values[one.key];
      if (value === undefined || value === null || typeof value === "object") return [];
      return [[one.key, one.type === "dateTime" ? localTime(String(value)) : String(value)]];
    }),
  );

function localTime(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
