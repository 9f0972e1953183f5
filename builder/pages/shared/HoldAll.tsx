import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { IconHandStop, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { HoldUntil, untilOf } from "./HoldUntil.tsx";

export interface HoldOf {
  id: string;
  only?: "marketing";
  reason: string;
  since: string;
  until?: string;
  by: { name: string };
}

type Held = "contact" | "matter" | "flow";
const about: Record<Held, string> = { contact: "for this person", matter: "about this matter", flow: "of this flow" };

/** "Hold all messages": nothing leaves for this person, about this matter or of this flow until it is lifted. */
export function HoldAll({ target, targetId, holds }: { target: Held; targetId: string; holds: HoldOf[] }) {
  const [opened, setOpened] = useState(false);
  const client = useQueryClient();
  const whole = holds.find((one) => !one.only);
  const held = whole ?? holds[0];
  const lift = useMutation({
    mutationFn: (holdId: string) => api.delete(`/api/holds/${holdId}`),
    onSuccess: async () => {
      await client.invalidateQueries();
      notifyDone("Messages may leave again. What is late by now follows each step's own rule.");
    },
  });
  const letGo = held && (
    <Button
      color="held"
      variant="light"
      leftSection={<IconPlayerPlay size={16} stroke={1.7} />}
      loading={lift.isPending}
      onClick={() => lift.mutate(held.id)}
    >
      {held.only ? "Let marketing go on" : "Let messages leave again"}
    </Button>
  );
  if (whole) return letGo;
  return (
    <>
      {letGo}
      <Button leftSection={<IconHandStop size={16} stroke={1.7} />} onClick={() => setOpened(true)}>
        Hold all messages
      </Button>
      {opened && <HoldDialog target={target} targetId={targetId} onClose={() => setOpened(false)} />}
    </>
  );
}

export function HoldDialog({ target, targetId, onClose }: { target: Held; targetId: string; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const client = useQueryClient();
  const hold = useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post("/api/holds", { target, targetId, reason: reason.trim(), ...untilOf(until) }),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Hold all messages?" closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          hold.mutate();
        }}
      >
        <Stack gap="md">
          <p className="muted small">
            Nothing leaves {about[target]}
            {target === "flow" ? "" : " from any flow, reminder or booking"} until you let it. Flows go on listening.
          </p>
          <FormProblems error={hold.error} shown={["reason", "until"]} />
          <Textarea
            data-autofocus
            required
            label="Why"
            placeholder="In mourning until the end of the month"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problemsOf(hold.error).of("reason")}
          />
          <HoldUntil value={until} onChange={setUntil} error={problemsOf(hold.error).of("until")} />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={hold.isPending}>
              Hold all messages
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
