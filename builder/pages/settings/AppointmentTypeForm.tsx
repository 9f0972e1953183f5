import { Button, Checkbox, Group, Modal, MultiSelect, NumberInput, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useStaff } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { modeWords, type TypeOf } from "./bookable.ts";
import { keyOf } from "./firm.ts";

type Mode = TypeOf["modes"][number];
const kinds = ["office", "video", "phone"] as const;
/** How long before an appointment a reminder may go out. */
const reminders = [
  { value: "P7D", label: "A week before" },
  { value: "P2D", label: "Two days before" },
  { value: "P1D", label: "A day before" },
  { value: "PT2H", label: "Two hours before" },
];
const numbers = ["minutes", "bufferBefore", "bufferAfter", "minimumNotice", "horizonDays", "every"] as const;
const labels: Record<(typeof numbers)[number], string> = {
  minutes: "Minutes",
  bufferBefore: "Minutes free before",
  bufferAfter: "Minutes free after",
  minimumNotice: "At least so many minutes ahead",
  horizonDays: "At most so many days ahead",
  every: "A slot begins every … minutes",
};

export function AppointmentTypeForm({ type, onClose }: { type?: TypeOf; onClose: () => void }) {
  const client = useQueryClient();
  const staff = useStaff();
  const placeOf = (kind: Mode["kind"]) => type?.modes.find((one) => one.kind === kind)?.place ?? "";
  const form = useForm({
    initialValues: {
      ...{
        name: type?.name ?? "",
        intro: type?.intro ?? "",
        staffIds: type?.staffIds ?? ([] as string[]),
        remind: type?.remind ?? ["P1D"],
      },
      ...{ minutes: type?.minutes ?? 30, bufferBefore: type?.bufferBefore ?? 0, bufferAfter: type?.bufferAfter ?? 15 },
      ...{ minimumNotice: type?.minimumNotice ?? 120, horizonDays: type?.horizonDays ?? 30, every: type?.every ?? 30 },
      ...{ open: type?.open ?? false, active: type?.active ?? true },
      modes: type?.modes.map((one) => one.kind) ?? (["office"] as Mode["kind"][]),
      ...{ office: placeOf("office"), video: placeOf("video") },
    },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ office, video, modes, ...rest }: typeof form.values) => {
      const place = { office, video, phone: "" };
      const body = { ...rest, modes: modes.map((kind) => ({ kind, ...(place[kind] ? { place: place[kind] } : {}) })) };
      return type
        ? api.patch(`/api/appointment-types/${type.key}`, body)
        : api.post("/api/appointment-types", { key: keyOf(rest.name), ...body });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["appointment-types"] });
      onClose();
    },
  });
  const problems = problemsOf(save.error);
  const { modes } = form.values;
  return (
    <Modal opened onClose={onClose} title={type ? `Edit ${type.name}` : "Add an appointment type"} size="lg">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={save.error} shown={["name", "intro", "staffIds", "modes", ...numbers]} />
          <TextInput data-autofocus label="Name" placeholder="Consultation" {...form.getInputProps("name")} error={problems.of("name")} />
          <Textarea
            label="What clients read above the calendar (optional)"
            autosize
            minRows={2}
            {...form.getInputProps("intro")}
            error={problems.of("intro")}
          />
          <MultiSelect
            label="Who takes it"
            description="Of several, whoever has the least that day."
            data={staff.map((one) => ({ value: one.id, label: one.name }))}
            {...form.getInputProps("staffIds")}
            error={problems.of("staffIds") && "Choose at least one person."}
          />
          <Checkbox.Group
            label="Where"
            {...form.getInputProps("modes")}
            error={problems.of("modes") && "Choose at least one way of meeting."}
          >
            <Group gap="lg" mt={4}>
              {kinds.map((kind) => (
                <Checkbox key={kind} value={kind} label={modeWords[kind]} />
              ))}
            </Group>
          </Checkbox.Group>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            {modes.includes("office") && <TextInput label="Address of the office" {...form.getInputProps("office")} />}
            {modes.includes("video") && <TextInput label="Address of the video room" type="url" {...form.getInputProps("video")} />}
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
            {numbers.map((name) => (
              <NumberInput key={name} label={labels[name]} min={0} {...form.getInputProps(name)} error={problems.of(name)} />
            ))}
          </SimpleGrid>
          <MultiSelect label="Reminders" data={reminders} {...form.getInputProps("remind")} />
          <Group gap="lg">
            <Checkbox label="Anybody may book it on the website" {...form.getInputProps("open", { type: "checkbox" })} />
            <Checkbox label="Offered" {...form.getInputProps("active", { type: "checkbox" })} />
          </Group>
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {type ? "Save" : "Add the type"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
