import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import type { TaskOf } from "./Tasks.tsx";

/** Approving lets it leave, so it is asked; the flow shows what exactly it is. */
export function ApprovalDialog({ task, onClose }: { task: TaskOf; onClose: () => void }) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const decide = useMutation({
    meta: { quiet: true },
    mutationFn: (outcome: "approved" | "rejected") => api.post(`/api/tasks/${task.id}/complete`, { outcome }).then(() => outcome),
    onSuccess: async (outcome) => {
      onClose();
      await client.invalidateQueries();
      notifyDone(outcome === "approved" ? "Approved: the flow goes on." : "Rejected: nothing was sent.");
    },
  });
  const whom = task.contact?.name ?? "the client";
  return (
    <Modal opened onClose={onClose} title={task.title} size="lg">
      <Stack gap="md">
        <p>
          When you approve, it leaves for {whom} at once and can't be called back. When you reject it, nothing is sent and the flow goes the
          other way.
        </p>
        <FormProblems error={decide.error} />
        <Group justify="flex-end" gap="sm">
          {task.runId && (
            <Button component={Link} to={`/runs/${task.runId}`}>
              See it in its flow
            </Button>
          )}
          {mayWork && (
            <>
              <Button loading={decide.isPending} onClick={() => decide.mutate("rejected")}>
                Reject
              </Button>
              <Button variant="filled" loading={decide.isPending} onClick={() => decide.mutate("approved")}>
                Approve and let it leave
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
