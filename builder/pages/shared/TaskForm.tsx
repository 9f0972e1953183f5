import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useStaff } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";

interface Props {
  matterId?: string;
  contactId?: string;
  /** Whose it is unless somebody else is chosen. */
  assignee?: string | undefined;
  onClose: () => void;
}

/** Adds a task, about a matter or contact where one is given. */
export function TaskForm({ matterId, contactId, assignee: proposed, onClose }: Props) {
  const [title, setTitle] = useState("");
  const [notes, setNotes] = useState("");
  const [assignee, setAssignee] = useState<string | null>(proposed ?? null);
  const [due, setDue] = useState("");
  // Pressed again after a lost answer, it is still one task.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const staff = useStaff();
  const client = useQueryClient();
  const add = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      api.post(
        "/api/tasks",
        {
          title: title.trim(),
          ...(notes.trim() ? { notes: notes.trim() } : {}),
          ...(assignee ? { assignee } : {}),
          ...(due ? { due: new Date(due).toISOString() } : {}),
          ...(matterId ? { matterId } : {}),
          ...(contactId ? { contactId } : {}),
        },
        { idempotencyKey },
      ),
    onSuccess: async () => {
      onClose();
      notifyDone("Task added");
      await client.invalidateQueries();
    },
  });
  const problems = problemsOf(add.error);
  return (
    <Modal opened onClose={onClose} title="Add a task" closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblems error={add.error} shown={["title", "notes", "assignee", "due"]} />
          <TextInput
            data-autofocus
            required
            label="What is to be done"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={problems.of("title")}
          />
          <Select
            label="For"
            clearable
            placeholder={matterId ? "Whoever has the matter" : "Anybody"}
            data={staff.map((one) => ({ value: one.id, label: one.name }))}
            value={assignee}
            onChange={setAssignee}
            error={problems.of("assignee")}
          />
          <TextInput
            type="datetime-local"
            label="Due (your time)"
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
            error={problems.of("due")}
          />
          <Textarea
            label="Notes"
            autosize
            minRows={2}
            value={notes}
            onChange={(event) => setNotes(event.currentTarget.value)}
            error={problems.of("notes")}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={add.isPending}>
              Add the task
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
