import { Button, Group, Modal, MultiSelect, Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useFirmZone } from "../../api/me.ts";
import { useStaff } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { zoneName } from "../../components/when.ts";
import { kindWords } from "../calendar/useCalendar.ts";
import { dayOf, instantOf } from "../calendar/zoned.ts";

const shown = ["kind", "title", "at", "endsAt", "place", "matterId", "attend", "notes"];
const kinds = Object.entries(kindWords)
  .filter(([value]) => value !== "appointment")
  .map(([value, label]) => ({ value, label }));

interface Props {
  /** Otherwise it is asked for. */
  matterId?: string;
  /** Proposed, as YYYY-MM-DD; today when left out. */
  day?: string;
  onClose: () => void;
}

/** A hearing, closing, signing or deadline of a matter, by the firm's clocks. Flows that go by its date hear of it. */
export function PlanDate({ matterId: given = "", day, onClose }: Props) {
  const zone = useFirmZone();
  const client = useQueryClient();
  const staff = useStaff();
  const form = useForm({
    initialValues: {
      ...{ kind: "hearing", title: "", matterId: given, at: `${day ?? dayOf(new Date(), zone)}T09:30`, until: "", place: "", notes: "" },
      attend: [] as string[],
    },
  });
  const plan = useMutation({
    meta: { quiet: true },
    mutationFn: ({ kind, title, matterId, at, until, place, notes, attend }: typeof form.values) =>
      api.post("/api/occasions", {
        ...{ kind, title: title.trim() || kindWords[kind], at: isoOf(at, zone) },
        ...(matterId ? { matterId } : {}),
        ...(until ? { endsAt: isoOf(`${at.slice(0, 10)}T${until}`, zone) } : {}),
        ...(place.trim() ? { place: place.trim() } : {}),
        ...(notes.trim() ? { notes: notes.trim() } : {}),
        ...(attend.length ? { attend } : {}),
      }),
    onSuccess: async () => {
      onClose();
      notifyDone("Planned. Flows that go by this date hear of it.");
      await client.invalidateQueries();
    },
  });
  const problems = problemsOf(plan.error);
  const field = (name: keyof typeof form.values) => ({ ...form.getInputProps(name), error: problems.of(name) });
  const at = instantOf(form.values.at, zone);
  const place = Number.isNaN(at.getTime()) ? zone : `${zoneName(at, zone)}, the firm's time`;
  return (
    <Modal opened onClose={onClose} title="Plan a date" size="lg">
      <form onSubmit={form.onSubmit((values) => plan.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={plan.error} shown={shown} />
          {!given && (
            <MatterPicker
              value={form.values.matterId}
              onChange={(id) => form.setFieldValue("matterId", id)}
              error={problems.of("matterId")}
            />
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <Select label="What" data={kinds} allowDeselect={false} {...field("kind")} />
            <TextInput label="Title (optional)" placeholder={kindWords[form.values.kind]} {...field("title")} />
            <TextInput type="datetime-local" label={`Day and time (${place})`} {...field("at")} />
            <TextInput type="time" label="Until (optional)" {...form.getInputProps("until")} error={problems.of("endsAt")} />
          </SimpleGrid>
          <TextInput label="Place (optional)" placeholder="City Court, Part 2" {...field("place")} />
          <MultiSelect
            label="Who of the firm must be there (optional)"
            data={staff.map((one) => ({ value: one.id, label: one.name }))}
            {...field("attend")}
          />
          <Textarea label="Notes (optional)" autosize minRows={2} {...field("notes")} />
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

/** Left as it is when it is no time, so that the API names the field. */
const isoOf = (local: string, zone: string): string => {
  const at = instantOf(local, zone);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
};

function MatterPicker({ value, onChange, error }: { value: string; onChange: (id: string) => void; error: string | undefined }) {
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words, 200);
  const found = useQuery({
    queryKey: ["matters", "pick", asked],
    queryFn: () => api.get<{ matters: { id: string; title: string; number: string }[] }>("/api/matters", { q: asked, limit: 20 }),
    placeholderData: (before) => before,
  });
  return (
    <Select
      label="Matter"
      placeholder="Type a name or number"
      searchable
      data-autofocus
      openOnFocus={false}
      data={(found.data?.matters ?? []).map((one) => ({ value: one.id, label: `${one.title} (${one.number})` }))}
      filter={({ options }) => options}
      searchValue={words}
      onSearchChange={setWords}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      error={error}
      nothingFoundMessage="No matter fits."
    />
  );
}
