import { Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../api/client.ts";
import { usePipelines } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";

const shown = ["firstName", "lastName", "phone", "email", "caseType", "source"];
const usual = ["Phone", "Referral", "Website form", "Google Ads"];

/** Somebody who called or walked in: a contact and a matter at once. */
export function AddLead({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const pipelines = usePipelines();
  const sources = useQuery({
    queryKey: ["contacts", "filters"],
    queryFn: () => api.get<{ sources: string[] }>("/api/contacts/filters"),
    staleTime: 60_000,
  });
  // Should the matter be refused, the contact is not made a second time.
  const made = useRef<string | null>(null);
  const form = useForm({ initialValues: { firstName: "", lastName: "", phone: "", email: "", caseType: "", source: "Phone" } });
  const caseType = form.values.caseType || pipelines[0]?.caseType || "";
  const add = useMutation({
    meta: { quiet: true },
    mutationFn: async ({ source, caseType: _chosen, ...texts }: typeof form.values) => {
      const filled = Object.fromEntries(
        Object.entries({ ...texts, source }).flatMap(([name, value]) => (value.trim() ? [[name, value.trim()]] : [])),
      );
      if (made.current) await api.patch(`/api/contacts/${made.current}`, filled);
      else made.current = (await api.post<{ id: string }>("/api/contacts", filled)).id;
      await api.post("/api/matters", { caseType, mainContactId: made.current, ...(source ? { source } : {}) });
      return [texts.firstName, texts.lastName].filter(Boolean).join(" ") || "The lead";
    },
    onSuccess: async (name) => {
      onClose();
      await client.invalidateQueries();
      notifyDone(`${name} was added.`);
    },
  });
  const problems = problemsOf(add.error);
  const field = (name: keyof typeof form.values) => ({ ...form.getInputProps(name), error: problems.of(name) });
  return (
    <Modal opened onClose={onClose} title="Add a lead" size="lg">
      <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={add.error} shown={shown} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput data-autofocus label="First name" {...field("firstName")} />
            <TextInput label="Last name" {...field("lastName")} />
            <TextInput label="Phone" type="tel" {...field("phone")} />
            <TextInput label="Email (optional)" type="email" {...field("email")} />
            <Select
              label="Case type"
              data={pipelines.map((one) => ({ value: one.caseType, label: one.name }))}
              allowDeselect={false}
              value={caseType || null}
              onChange={(value) => form.setFieldValue("caseType", value ?? "")}
              error={problems.of("caseType") ?? (pipelines.length ? undefined : "Add a pipeline in Settings first.")}
            />
            <Select label="Came from" data={[...new Set([...(sources.data?.sources ?? []), ...usual])]} searchable {...field("source")} />
          </SimpleGrid>
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={add.isPending} disabled={!caseType}>
              Add the lead
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
