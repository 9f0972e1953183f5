import { Button, Group, Modal, MultiSelect, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { type FieldOf, usePipelines } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { fieldKeyOf } from "./firm.ts";

export const fieldTypeWords: Record<string, string> = {
  text: "Text",
  longText: "Longer text",
  number: "Number",
  money: "Amount of money",
  date: "Day",
  dateTime: "Day and time",
  yesNo: "Yes or no",
  choice: "Choice",
  list: "List",
};

/** One of the firm's own fields. Its key and type stay as they are once made: flows and records name them. */
export function FieldForm({ on, field, onClose }: { on: "contact" | "matter"; field?: FieldOf; onClose: () => void }) {
  const client = useQueryClient();
  const pipelines = usePipelines();
  const form = useForm({
    initialValues: {
      ...{ label: field?.label ?? "", type: (field?.type ?? "text") as string },
      ...{ options: field?.options ?? ([] as string[]), caseTypes: field?.caseTypes ?? ([] as string[]) },
    },
  });
  const { label, type, options, caseTypes } = form.values;
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const more = { ...(type === "choice" ? { options } : {}) };
      if (field) return api.patch(`/api/fields/${field.id}`, { label, ...more });
      const of = caseTypes.length && on === "matter" ? { caseTypes } : {};
      return api.post("/api/fields", { on, key: fieldKeyOf(label), label, type, ...more, ...of });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["fields"] });
      onClose();
    },
  });
  const problems = problemsOf(save.error);
  return (
    <Modal opened onClose={onClose} title={field ? `Edit ${field.label}` : `Add a field of ${on}s`}>
      <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
        <Stack gap="md">
          <FormProblems error={save.error} shown={["label", "type", "options", "key"]} />
          <TextInput
            data-autofocus
            label="Name"
            placeholder="Closing date"
            {...form.getInputProps("label")}
            error={problems.of("label") ?? problems.of("key")}
          />
          {!field && (
            <Select
              label="Kind"
              data={Object.entries(fieldTypeWords).map(([value, words]) => ({ value, label: words }))}
              allowDeselect={false}
              {...form.getInputProps("type")}
              error={problems.of("type")}
            />
          )}
          {type === "choice" && (
            <TagsInput
              label="Choices"
              placeholder="Type one and press Enter"
              {...form.getInputProps("options")}
              error={problems.of("options")}
            />
          )}
          {!field && on === "matter" && (
            <MultiSelect
              label="Of which case types (all, when none is chosen)"
              data={pipelines.map((one) => ({ value: one.caseType, label: one.name }))}
              {...form.getInputProps("caseTypes")}
            />
          )}
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending} disabled={!label.trim()}>
              {field ? "Save" : "Add the field"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
