import { Button, Group, Modal, NumberInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ContactLine } from "../../../domain/contacts/index.ts";
import { api } from "../../api/client.ts";
import { useFields, usePipelines, useStaff } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { fieldTexts, fieldValues, OwnFields } from "./ContactForm.tsx";

export interface MatterValues {
  id?: string;
  caseType?: string;
  title?: string;
  source?: string;
  value?: number;
  mainContactId?: string;
  fields?: Record<string, unknown>;
}
interface Values {
  caseType: string;
  mainContactId: string;
  title: string;
  source: string;
  value: number | string;
  assignee: string;
  fields: Record<string, string>;
}

/** Opens a matter, or changes one when it has an id. */
export function MatterForm({ matter = {}, onClose, onDone }: { matter?: MatterValues; onClose: () => void; onDone: (id: string) => void }) {
  const client = useQueryClient();
  const pipelines = usePipelines();
  const staff = useStaff();
  const all = useFields("matter");
  const form = useForm<Values>({
    initialValues: {
      caseType: matter.caseType ?? "",
      mainContactId: matter.mainContactId ?? "",
      title: matter.title ?? "",
      source: matter.source ?? "",
      value: matter.value ?? "",
      assignee: "",
      fields: fieldTexts(all, matter.fields ?? {}),
    },
  });
  const caseType = form.values.caseType || pipelines[0]?.caseType || "";
  const own = all.filter((one) => !one.caseTypes?.length || one.caseTypes.includes(caseType));
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async (values: Values) => {
      const value = typeof values.value === "number" ? values.value : null;
      const fields = own.length ? { fields: fieldValues(own, values.fields) } : {};
      if (matter.id) {
        await api.patch(`/api/matters/${matter.id}`, {
          title: values.title.trim() || undefined,
          source: values.source.trim() || null,
          value,
          ...fields,
        });
        return matter.id;
      }
      const made = { caseType, mainContactId: values.mainContactId, ...(values.title.trim() ? { title: values.title.trim() } : {}) };
      const more = {
        ...(values.source.trim() ? { source: values.source.trim() } : {}),
        ...(value === null ? {} : { value }),
        ...(values.assignee ? { assignee: values.assignee } : {}),
      };
      return (await api.post<{ id: string }>("/api/matters", { ...made, ...more, ...fields })).id;
    },
    onSuccess: async (id) => {
      await client.invalidateQueries();
      onDone(id);
    },
  });
  const problems = problemsOf(save.error);
  const shown = ["caseType", "mainContactId", "title", "source", "value", "assignee", ...own.map((one) => `fields.${one.key}`)];
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={matter.id ? "Edit matter" : "Add a matter"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={save.error} shown={shown} />
          {!matter.id && !matter.mainContactId && (
            <ContactPicker
              value={form.values.mainContactId}
              onChange={(value) => form.setFieldValue("mainContactId", value)}
              error={problems.of("mainContactId")}
            />
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            {!matter.id && (
              <Select
                label="Case type"
                data={pipelines.map((one) => ({ value: one.caseType, label: one.name }))}
                allowDeselect={false}
                value={caseType}
                onChange={(value) => form.setFieldValue("caseType", value ?? "")}
                error={problems.of("caseType")}
              />
            )}
            <TextInput label="Title" placeholder="The Okafors: estate plan" {...form.getInputProps("title")} error={problems.of("title")} />
            <TextInput label="Came from" {...form.getInputProps("source")} error={problems.of("source")} />
            <NumberInput
              label="Fee"
              prefix="$"
              thousandSeparator
              min={0}
              decimalScale={2}
              {...form.getInputProps("value")}
              error={problems.of("value")}
            />
            {!matter.id && (
              <Select
                label="Assigned to"
                clearable
                data={staff.map((one) => ({ value: one.id, label: one.name }))}
                value={form.values.assignee || null}
                onChange={(id) => form.setFieldValue("assignee", id ?? "")}
                error={problems.of("assignee")}
              />
            )}
          </SimpleGrid>
          <OwnFields
            fields={own}
            values={form.values.fields}
            onChange={(fields) => form.setFieldValue("fields", fields)}
            problem={(key) => problems.of(`fields.${key}`)}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {matter.id ? "Save" : "Add the matter"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Finds a contact by name, address or number. */
export function ContactPicker({
  label = "Client",
  value,
  onChange,
  error,
}: {
  label?: string;
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
}) {
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words, 200);
  const found = useQuery({
    queryKey: ["contacts", "pick", asked],
    queryFn: () => api.get<{ contacts: ContactLine[] }>("/api/contacts", { q: asked, limit: 20 }),
    placeholderData: (before) => before,
  });
  const data = (found.data?.contacts ?? []).map((one) => ({ value: one.id, label: one.email ? `${one.name} (${one.email})` : one.name }));
  return (
    <Select
      label={label}
      placeholder="Type a name, email or phone"
      searchable
      data-autofocus
      openOnFocus={false}
      data={data}
      filter={({ options }) => options}
      searchValue={words}
      onSearchChange={setWords}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      error={error}
      nothingFoundMessage="Nobody found. Add them under Contacts first."
    />
  );
}
