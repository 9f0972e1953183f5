import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";

const kinds = [
  { value: "hearing", label: "Hearing" },
  { value: "closing", label: "Closing" },
  { value: "signing", label: "Signing" },
  { value: "deadline", label: "Deadline" },
  { value: "appointment", label: "Appointment" },
  { value: "other", label: "Another date" },
];
const shown = ["kind", "title", "at", "place"];

/** Plans a hearing, closing, signing or deadline of a matter. Flows that follow such dates start or plan anew. */
export function PlanDate({ matterId, onClose }: { matterId: string; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm({ initialValues: { kind: "hearing", title: "", at: "", place: "" } });
  const plan = useMutation({
    meta: { quiet: true },
    mutationFn: ({ kind, title, at, place }: typeof form.values) =>
      api.post("/api/occasions", {
        matterId,
        kind,
        title: title.trim() || (kinds.find((one) => one.value === kind)?.label ?? ""),
        at: at ? new Date(at).toISOString() : "",
        ...(place.trim() ? { place: place.trim() } : {}),
      }),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const problems = problemsOf(plan.error);
  const field = (name: "kind" | "title" | "at" | "place") => ({ ...form.getInputProps(name), error: problems.of(name) });
  return (
    <Modal opened onClose={onClose} title="Plan a date" closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={form.onSubmit((values) => plan.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={plan.error} shown={shown} />
          <Select label="What" data={kinds} allowDeselect={false} data-autofocus {...field("kind")} />
          <TextInput label="Title" placeholder="Arraignment" {...field("title")} />
          <TextInput type="datetime-local" label="Day and time" required {...field("at")} />
          <TextInput label="Place" placeholder="Albany City Court, Morton Ave" {...field("place")} />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={plan.isPending}>
              Plan it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
