import { Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import type { Billed } from "./Invoices.tsx";
import { amountText, centsOf, type Invoice } from "./invoice.ts";

interface Props {
  of: Billed;
  /** One to be changed, or noted as paid; without it, one is added. */
  invoice?: Invoice;
  /** `YYYY-MM-DD` in the firm's zone: proposed as the day it was paid. */
  today: string;
  onClose: () => void;
}

const states = [
  { value: "open", label: "Open" },
  { value: "paid", label: "Paid" },
  { value: "void", label: "Withdrawn" },
];
const done: Record<string, string> = {
  open: "Kept. Flows hear of it when it is due.",
  paid: "Kept as paid. Reminders of it stop.",
  void: "Withdrawn. Reminders of it stop, but in flows that have no exit for it (older versions): there, take people out yourself.",
};
const notAnAmount = "Like 3200 or 1,850.50.";

/** Adds an invoice, or changes one. That it was paid or withdrawn ends the reminders of flows; when it was paid is said here too. */
export function InvoiceForm({ of, invoice, today, onClose }: Props) {
  const client = useQueryClient();
  // Pressed again after a lost answer, it is still one invoice.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const form = useForm({
    initialValues: {
      number: invoice?.number ?? "",
      amount: invoice ? amountText(invoice.amountCents) : "",
      due: invoice?.due ?? "",
      state: invoice?.state ?? "open",
      paid: invoice?.paid ?? today,
    },
    validate: { amount: (text) => (centsOf(text) === null ? notAnAmount : null) },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ number, amount, due, state, paid }: typeof form.values) => {
      const amountCents = centsOf(amount);
      if (!invoice) return api.post("/api/invoices", { number, amountCents, due, ...of }, { idempotencyKey });
      const whether = state === "paid" ? { paid } : state === invoice.state ? {} : { state };
      return api.patch(`/api/invoices/${invoice.id}`, { amountCents, due, ...whether });
    },
    onSuccess: async (_, { state }) => {
      onClose();
      notifyDone(done[state] ?? "");
      await client.invalidateQueries();
    },
  });
  const problems = problemsOf(save.error);
  return (
    <Modal opened onClose={onClose} title={invoice ? `Invoice ${invoice.number}` : "Add an invoice"}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={save.error} shown={["number", "amountCents", "due", "paid", "state"]} />
          {!invoice && (
            <TextInput
              data-autofocus
              label="Number"
              description="As in your books."
              {...form.getInputProps("number")}
              error={problems.of("number")}
            />
          )}
          {invoice && (
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
              <Select label="It is" data={states} allowDeselect={false} {...form.getInputProps("state")} error={problems.of("state")} />
              {form.values.state === "paid" && (
                <TextInput type="date" label="Paid on" {...form.getInputProps("paid")} error={problems.of("paid")} />
              )}
            </SimpleGrid>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" style={{ alignItems: "end" }}>
            <TextInput
              label="Amount in dollars"
              inputMode="decimal"
              {...form.getInputProps("amount")}
              error={form.errors.amount ?? problems.of("amountCents")}
            />
            <TextInput type="date" label="Due" {...form.getInputProps("due")} error={problems.of("due")} />
          </SimpleGrid>
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {invoice ? "Save" : "Add the invoice"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
