import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";

/** A note for the office; clients never see it. */
export function NoteForm({ matterId, onClose }: { matterId: string; onClose: () => void }) {
  const [text, setText] = useState("");
  const client = useQueryClient();
  const add = useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post("/api/notes", { matterId, text }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["story"] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Add a note" closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblems error={add.error} shown={["text"]} />
          <Textarea
            data-autofocus
            required
            label="Note"
            description="For the office only."
            autosize
            minRows={4}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={problemsOf(add.error).of("text")}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={add.isPending}>
              Add the note
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
