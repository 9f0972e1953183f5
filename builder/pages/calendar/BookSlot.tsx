import { Button, Group, Modal, Select, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { formatWhen } from "../../components/when.ts";
import { modeWords, useAppointmentTypes } from "../settings/bookable.ts";
import { ContactPicker } from "../shared/MatterForm.tsx";
import { Slots } from "./Slots.tsx";

/** Books an open slot for somebody, who gets the confirmation and reminders of this kind of appointment. */
export function BookSlot({ zone, onClose }: { zone: string; onClose: () => void }) {
  const client = useQueryClient();
  const types = (useAppointmentTypes().data?.types ?? []).filter((one) => one.active);
  const [chosen, setChosen] = useState("");
  const [contactId, setContactId] = useState("");
  const [mode, setMode] = useState<string | null>(null);
  const [startsAt, setStartsAt] = useState("");
  const type = types.find((one) => one.key === chosen) ?? types[0];
  const book = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      api.post(
        "/api/appointments",
        { typeKey: type?.key, startsAt, contactId, ...(mode ? { mode } : {}) },
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries();
      notifyDone("Booked. They get the confirmation with the invitation.");
    },
    onError: () => client.invalidateQueries({ queryKey: ["slots"] }),
  });
  const problems = problemsOf(book.error);
  return (
    <Modal opened onClose={onClose} title="Book an appointment" size="lg">
      <Stack gap="md">
        {type ? (
          <>
            <FormProblems error={book.error} shown={["contactId", "mode"]} />
            <ContactPicker label="With" value={contactId} onChange={setContactId} error={problems.of("contactId")} />
            <Group grow align="flex-start">
              <Select
                label="What"
                data={types.map((one) => ({ value: one.key, label: `${one.name}, ${one.minutes} minutes` }))}
                allowDeselect={false}
                value={type.key}
                onChange={(value) => {
                  setChosen(value ?? "");
                  setStartsAt("");
                  setMode(null);
                }}
              />
              <Select
                label="Where"
                data={type.modes.map((one) => ({ value: one.kind, label: modeWords[one.kind] }))}
                allowDeselect={false}
                value={mode ?? type.modes[0]?.kind ?? null}
                onChange={setMode}
                error={problems.of("mode")}
              />
            </Group>
            <Slots typeKey={type.key} zone={zone} value={startsAt} onChange={setStartsAt} />
          </>
        ) : (
          <p>
            There is nothing to book yet. <Link to="/settings/appointments">Add a type of appointment</Link> first, such as a consultation.
          </p>
        )}
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" disabled={!startsAt || !contactId} loading={book.isPending} onClick={() => book.mutate()}>
            {startsAt ? `Book ${formatWhen(new Date(startsAt), { zone })}` : "Book"}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
