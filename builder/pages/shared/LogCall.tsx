import { Button, Group, Modal, NumberInput, SegmentedControl, Select, Stack, Textarea } from "@mantine/core";
import { IconPhone, IconPhonePlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { usePhoneInWords } from "../../components/phone.ts";

const outcomes = [
  { value: "reached", label: "Spoke with them" },
  { value: "leftMessage", label: "Left a message" },
  { value: "noAnswer", label: "No answer" },
  { value: "callBack", label: "To be called back" },
  { value: "wrongNumber", label: "Wrong number" },
];

/** The button and the dialog in which staff write down a call. */
export function LogCall({ matterId, people }: { matterId?: string; people: { id: string; name: string }[] }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="sm" leftSection={<IconPhonePlus size={16} stroke={1.7} />} onClick={() => setOpened(true)}>
        Log a call
      </Button>
      {opened && <CallDialog {...(matterId ? { matterId } : {})} people={people} onClose={() => setOpened(false)} />}
    </>
  );
}

export interface CallDialogProps {
  matterId?: string;
  people: { id: string; name: string }[];
  onClose: () => void;
  /** Their number, to ring from here. */
  phone?: string;
  /** After the call was kept and before the undo is offered: ticking off the task that asked for it. */
  onLogged?: () => Promise<unknown>;
  /** With the call taken back, what `onLogged` did is too. */
  onUndone?: () => Promise<unknown>;
}

/** In which staff write down a call, and ring where there is a number. */
export function CallDialog({ matterId, people, onClose, phone, onLogged, onUndone }: CallDialogProps) {
  const [contactId, setContactId] = useState(people[0]?.id ?? "");
  const [direction, setDirection] = useState<"in" | "out">("out");
  const [outcome, setOutcome] = useState("reached");
  const [minutes, setMinutes] = useState<number | string>("");
  const [note, setNote] = useState("");
  const client = useQueryClient();
  const phoneInWords = usePhoneInWords();
  const log = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      api.post<{ id: string }>(
        "/api/calls",
        {
          contactId,
          ...(matterId ? { matterId } : {}),
          direction,
          outcome,
          ...(typeof minutes === "number" ? { minutes } : {}),
          ...(note.trim() ? { note: note.trim() } : {}),
        },
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSuccess: async ({ id }) => {
      await onLogged?.();
      await client.invalidateQueries();
      onClose();
      notifyUndo({
        message: "Call logged",
        onUndo: async () => {
          await api.delete(`/api/calls/${id}`);
          await onUndone?.();
          await client.invalidateQueries();
        },
      });
    },
  });
  const problems = problemsOf(log.error);
  return (
    <Modal opened onClose={onClose} title="Log a call" closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          log.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblems error={log.error} shown={["note", "minutes", "contactId"]} />
          {phone && (
            <Button component="a" href={`tel:${phone}`} variant="light" leftSection={<IconPhone size={16} stroke={1.7} />}>
              Ring {phoneInWords(phone)}
            </Button>
          )}
          {people.length > 1 && (
            <Select
              label="With"
              data={people.map((one) => ({ value: one.id, label: one.name }))}
              value={contactId}
              onChange={(value) => setContactId(value ?? contactId)}
              allowDeselect={false}
              error={problems.of("contactId")}
            />
          )}
          <SegmentedControl
            aria-label="Who called"
            value={direction}
            onChange={(value) => setDirection(value === "in" ? "in" : "out")}
            data={[
              { value: "out", label: "We called" },
              { value: "in", label: "They called" },
            ]}
          />
          <Select
            label="How it went"
            data={outcomes}
            value={outcome}
            onChange={(value) => setOutcome(value ?? outcome)}
            allowDeselect={false}
            data-autofocus
          />
          <NumberInput label="Minutes (optional)" value={minutes} onChange={setMinutes} min={0} max={1440} error={problems.of("minutes")} />
          <Textarea
            label="What was said (optional)"
            autosize
            minRows={3}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={problems.of("note")}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={log.isPending}>
              Log the call
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
