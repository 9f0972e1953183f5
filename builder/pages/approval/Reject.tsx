import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";

/** "No", with a word on why; what no flow waits for any more is only taken off the list. */
export function Reject({ path, waits }: { path: string; waits: boolean }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const reject = useMutation({
    meta: { quiet: true },
    mutationFn: (reason: string) => api.post(`${path}/reject`, reason ? { reason } : {}),
    onSuccess: () => {
      setAsking(false);
      notifyDone(waits ? "Rejected: nothing was sent." : "Taken off the list.");
    },
    onSettled: () => client.invalidateQueries(),
  });
  if (!waits)
    return (
      <>
        <FormProblems error={reject.error} />
        <Button loading={reject.isPending} onClick={() => reject.mutate("")}>
          Take it off the list
        </Button>
      </>
    );
  return (
    <>
      <Button onClick={() => setAsking(true)}>Reject</Button>
      {asking && (
        <Reason
          error={reject.error}
          busy={reject.isPending}
          onReject={(reason) => reject.mutate(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

interface ReasonProps {
  error: unknown;
  busy: boolean;
  onReject: (reason: string) => void;
  onClose: () => void;
}

function Reason({ error, busy, onReject, onClose }: ReasonProps) {
  const [reason, setReason] = useState("");
  return (
    <Modal opened onClose={onClose} title="Reject this?" closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onReject(reason.trim());
        }}
      >
        <Stack gap="md">
          <p className="muted small">Nothing is sent, and the flow goes the other way. The reason stands in the story of the run.</p>
          <FormProblems error={error} shown={["reason"]} />
          <Textarea
            data-autofocus
            label="Why (optional)"
            placeholder="The fee is not the one we agreed on"
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problemsOf(error).of("reason")}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={busy}>
              Reject
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
