import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { formatWhen, zoneName } from "../../components/when.ts";
import { AddToFlowDialog } from "../shared/AddToFlow.tsx";
import { DateState } from "./DateState.tsx";
import { Slots } from "./Slots.tsx";
import { type DateLine, kindWords, whereOf, whoOf } from "./useCalendar.ts";
import { instantOf, localOf } from "./zoned.ts";

type Doing = "look" | "move" | "cancel" | "flow";

/** One date: what it is, and moving it, saying how it ended, calling it off or starting a flow for it. */
export function DateDialog({ line, zone, onClose }: { line: DateLine; zone: string; onClose: () => void }) {
  const [doing, setDoing] = useState<Doing>("look");
  const open = line.state === "planned" || line.state === "moved";
  if (doing === "flow")
    return (
      <AddToFlowDialog
        of="occasion"
        ids={[line.id]}
        alone={`${line.title}, ${formatWhen(new Date(line.at), { zone })}`}
        filter={{}}
        onClose={onClose}
      />
    );
  return (
    <Modal opened onClose={onClose} title={`${kindWords[line.kind] ?? "Date"}: ${whoOf(line)}`} size="lg">
      <Stack gap="md">
        <div>
          <b>
            <When at={line.at} zone={zone} relative={false} />
          </b>{" "}
          <DateState state={line.state} />
          <p className="muted">{whereOf(line)}</p>
          {line.matter && (
            <p>
              <Link to={`/matters/${line.matter.id}`}>
                {line.matter.title} ({line.matter.number})
              </Link>
            </p>
          )}
          {line.notes && <p style={{ whiteSpace: "pre-wrap" }}>{line.notes}</p>}
        </div>
        {doing === "look" && <Acts line={line} open={open} onDo={setDoing} onClose={onClose} />}
        {doing === "move" && <Move line={line} zone={zone} onBack={() => setDoing("look")} onClose={onClose} />}
        {doing === "cancel" && <CallOff line={line} onBack={() => setDoing("look")} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

interface PartProps {
  line: DateLine;
  onClose: () => void;
}

function useDone(onClose: () => void) {
  const client = useQueryClient();
  return async (message: string) => {
    onClose();
    await client.invalidateQueries();
    notifyDone(message);
  };
}

function Acts({ line, open, onDo, onClose }: PartProps & { open: boolean; onDo: (doing: Doing) => void }) {
  const mayWork = useMay("work");
  const done = useDone(onClose);
  const end = useMutation({
    meta: { quiet: true },
    mutationFn: (state: "held" | "missed") => api.post(`/api/occasions/${line.id}/close`, { state }).then(() => state),
    onSuccess: (state) => done(state === "held" ? "Noted: it took place." : "Noted: they did not come."),
  });
  if (!mayWork) return null;
  const begun = new Date(line.at) <= new Date();
  return (
    <>
      <FormProblems error={end.error} />
      <Group gap="sm">
        {open && (
          <Button variant={begun ? "default" : "filled"} onClick={() => onDo("move")}>
            Move it
          </Button>
        )}
        {line.state !== "held" && line.state !== "cancelled" && begun && (
          <Button loading={end.isPending} onClick={() => end.mutate("held")}>
            It took place
          </Button>
        )}
        {line.state !== "missed" && line.state !== "cancelled" && begun && (
          <Button loading={end.isPending} onClick={() => end.mutate("missed")}>
            They did not come
          </Button>
        )}
        {open && <Button onClick={() => onDo("cancel")}>Cancel it</Button>}
        {line.state !== "cancelled" && <Button onClick={() => onDo("flow")}>Add to a flow</Button>}
      </Group>
    </>
  );
}

/** What hears of a change: the matter's open flows, and the client where it was booked. */
function Heard({ line }: { line: DateLine }) {
  const matterId = line.matter?.id;
  const { data } = useQuery({
    queryKey: ["runs", "of", matterId],
    queryFn: () => api.get<{ runs: unknown[]; next?: string }>("/api/runs", { matterId, status: "open", limit: 50 }),
    enabled: matterId !== undefined,
  });
  const runs = data?.runs.length ?? 0;
  return (
    <p className="muted small">
      {runs
        ? `${data?.next ? `More than ${runs}` : runs} ${runs === 1 ? "flow is" : "flows are"} under way for this matter: waits that go by this date are planned again.`
        : "No flow waits for this date."}
      {line.appointmentId && " The client is told at once."}
    </p>
  );
}

function Move({ line, zone, onBack, onClose }: PartProps & { zone: string; onBack: () => void }) {
  const done = useDone(onClose);
  const [local, setLocal] = useState(localOf(new Date(line.at), zone));
  const [slot, setSlot] = useState("");
  const bookable = Boolean(line.appointmentId && line.type);
  const at = bookable ? new Date(slot || Number.NaN) : instantOf(local, zone);
  const valid = !Number.isNaN(at.getTime()) && at.getTime() !== new Date(line.at).getTime();
  const move = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      bookable
        ? api.post(`/api/appointments/${line.appointmentId}/move`, { startsAt: slot })
        : api.post(`/api/occasions/${line.id}/move`, { at: at.toISOString() }),
    onSuccess: () => done(`Moved to ${formatWhen(at, { zone })}.`),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) move.mutate();
      }}
    >
      <Stack gap="md">
        <FormProblems error={move.error} />
        {bookable ? (
          <Slots typeKey={line.type ?? ""} ignoring={line.appointmentId ?? ""} zone={zone} value={slot} onChange={setSlot} />
        ) : (
          <TextInput
            type="datetime-local"
            data-autofocus
            label={`New day and time (${zoneName(Number.isNaN(at.getTime()) ? new Date(line.at) : at, zone)}, the firm's time)`}
            value={local}
            onChange={(event) => setLocal(event.currentTarget.value)}
          />
        )}
        <Heard line={line} />
        <Group justify="flex-end" gap="sm">
          <Button onClick={onBack}>Back</Button>
          <Button type="submit" variant="filled" disabled={!valid} loading={move.isPending}>
            {valid ? `Move to ${formatWhen(at, { zone })}` : "Move it"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CallOff({ line, onBack, onClose }: PartProps & { onBack: () => void }) {
  const done = useDone(onClose);
  const cancel = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      line.appointmentId
        ? api.post(`/api/appointments/${line.appointmentId}/cancel`)
        : api.post(`/api/occasions/${line.id}/close`, { state: "cancelled" }),
    onSuccess: () => done("Cancelled."),
  });
  return (
    <>
      <p>Cancel this? It can't be taken back; plan it anew instead.</p>
      <FormProblems error={cancel.error} />
      <Heard line={line} />
      <Group justify="flex-end" gap="sm">
        <Button onClick={onBack} data-autofocus>
          Keep it
        </Button>
        <Button variant="filled" color="attention" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {line.appointmentId ? "Cancel and tell the client" : "Cancel it"}
        </Button>
      </Group>
    </>
  );
}
