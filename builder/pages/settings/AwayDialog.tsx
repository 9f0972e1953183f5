import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useFirmZone } from "../../api/me.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { addDays, dayOf, instantOf } from "../calendar/zoned.ts";
import type { Member } from "./member.ts";

interface Props {
  member: Member;
  self: boolean;
  staff: Member[];
  onClose: () => void;
}

/** Away until a day, with somebody who is asked instead; or back again. */
export function AwayDialog({ member, self, staff, onClose }: Props) {
  const zone = useFirmZone();
  const client = useQueryClient();
  const today = dayOf(new Date(), zone);
  const [back, setBack] = useState(member.away ? dayOf(new Date(member.away.until), zone) : "");
  const [standIn, setStandIn] = useState<string | null>(member.away?.standIn ?? null);
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (away: { until: string | null; standIn?: string }) => api.put(`/api/staff/${member.id}/away`, away),
    onSuccess: async (_nothing, { until }) => {
      await client.invalidateQueries();
      notifyDone(until === null ? `${self ? "You are" : `${member.name} is`} asked again.` : "Saved.");
      onClose();
    },
  });
  const problems = problemsOf(save.error);
  const leave = () => save.mutate({ until: instantOf(`${back}T00:00`, zone).toISOString(), ...(standIn ? { standIn } : {}) });
  const others = staff.filter((one) => one.id !== member.id && one.active && one.role !== "viewer");
  return (
    <Modal opened onClose={onClose} title={self ? "You are away" : `${member.name} is away`} closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          leave();
        }}
        noValidate
      >
        <Stack gap="md">
          <p className="muted small">
            What flows would ask {self ? "you" : member.name} to approve goes to the stand-in until then, also what waits already. Tasks and
            matters stay where they are.
          </p>
          <FormProblems error={save.error} shown={["until", "standIn"]} />
          <TextInput
            data-autofocus
            required
            type="date"
            label="Back on"
            min={addDays(today, 1)}
            value={back}
            onChange={(event) => setBack(event.currentTarget.value)}
            error={problems.of("until")}
          />
          <Select
            label="Who is asked instead"
            placeholder="Nobody: it waits"
            clearable
            data={others.map((one) => ({ value: one.id, label: one.name }))}
            value={standIn}
            onChange={setStandIn}
            error={problems.of("standIn")}
          />
          <Group justify="flex-end" gap="sm">
            {member.away && (
              <Button mr="auto" loading={save.isPending} onClick={() => save.mutate({ until: null })}>
                Back already
              </Button>
            )}
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending} disabled={!back}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
