import { Button, Radio, Select, Stack } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ConfirmReach } from "../../components/ConfirmReach.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";

interface Preview {
  total: number;
  already: number;
  gone: number;
  starts: number;
  looked: number;
  reached: number;
  now: { what: string; name: string; reason?: string; count: number }[];
}
interface FlowLine {
  key: string;
  name: string;
  state: string;
  subject: string;
}

interface Props {
  of: "contact" | "matter" | "occasion";
  /** Those selected; left out, it is for everybody the list finds. */
  ids?: string[];
  /** On the page of one: who that is. Nobody else can be meant. */
  alone?: string;
  /** What the list is narrowed by: everybody it finds may be added instead of those selected. */
  filter: Record<string, string>;
  /** Nobody is in the list just now. */
  disabled?: boolean;
  onDone?: () => void;
}

/** "Add to a flow": for those selected in a list, or for everybody it finds. How far it has come, and the way back, then stand above every page. */
export function AddToFlow(props: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        size={props.ids ? "xs" : "sm"}
        disabled={props.disabled}
        leftSection={<IconRoute size={16} stroke={1.7} />}
        onClick={() => setOpened(true)}
      >
        Add to a flow
      </Button>
      {opened && <AddToFlowDialog {...props} onClose={() => setOpened(false)} />}
    </>
  );
}

/** For which flow, what would go out now, and the start. */
export function AddToFlowDialog({ of, ids, alone, filter, onDone, onClose }: Props & { onClose: () => void }) {
  const client = useQueryClient();
  const [flowKey, setFlowKey] = useState<string | null>(null);
  const [everybody, setEverybody] = useState(ids === undefined);
  const flows = useQuery({ queryKey: ["flows", "startable"], queryFn: () => api.get<{ flows: FlowLine[] }>("/api/flows") });
  const narrowed = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const list = everybody ? { of, filter: narrowed } : { of, ids };
  const preview = useQuery({
    queryKey: ["bulk", "preview", flowKey, list],
    enabled: flowKey !== null,
    queryFn: () => api.post<Preview>("/api/bulk/starts/preview", { flowKey, list }),
    retry: false,
  });
  const fits = (flows.data?.flows ?? []).filter(
    (one) => one.state === "live" && (one.subject === of || (one.subject === "contact" && of === "matter")),
  );
  const { data } = preview;
  const kind = of === "contact" ? "contact" : "matter";
  const all = Object.keys(narrowed).length ? `Every ${kind} your filters find` : `Every ${kind} there is`;
  const start = async () => {
    await api.post("/api/bulk/starts", { flowKey, list }, { idempotencyKey: crypto.randomUUID() });
    await client.invalidateQueries({ queryKey: ["bulk"] });
    onClose();
    onDone?.();
  };
  const nobody = data?.starts === 0 ? "There is nobody to start it for." : undefined;
  return (
    <ConfirmReach
      opened
      onCancel={onClose}
      onConfirm={start}
      title="Add to a flow"
      reach={data && !nobody ? reachOf(data) : null}
      upTo={data ? data.looked < data.starts : false}
      {...(preview.error || !flowKey ? { uncounted: "" } : nobody ? { uncounted: nobody } : {})}
      confirmLabel={data?.starts ? `Start for ${data.starts.toLocaleString("en-US")}` : "Start"}
      {...(data?.starts ? { afterwards: "No message leaves for a minute; until then it can all be undone." } : {})}
      what={
        <Stack gap="md">
          <Select
            data-autofocus
            openOnFocus={false}
            label="Flow"
            placeholder={flows.isPending ? "Looking for flows…" : fits.length ? "Choose a flow" : "No live flow is about these"}
            data={fits.map((one) => ({ value: one.key, label: one.name }))}
            value={flowKey}
            onChange={setFlowKey}
            searchable
          />
          {alone !== undefined ? (
            <p className="muted small">For {alone}.</p>
          ) : ids ? (
            <Radio.Group label="For whom" value={everybody ? "all" : "selected"} onChange={(value) => setEverybody(value === "all")}>
              <Stack gap="xs" mt={6}>
                <Radio
                  value="selected"
                  label={ids.length === 1 ? "The one selected" : `The ${ids.length.toLocaleString("en-US")} selected`}
                />
                <Radio value="all" label={`${all}, selected or not`} />
              </Stack>
            </Radio.Group>
          ) : (
            <p className="muted small">For {all.replace(/^E/, "e")}. To choose some of them only, select their rows first.</p>
          )}
          {preview.error && <FormProblems error={preview.error} />}
          {data && <WhatGoesOut preview={data} />}
        </Stack>
      }
    />
  );
}

/** How many clients hear something now: counted where all were looked at, else everybody if anybody does. */
const reachOf = ({ starts, looked, reached }: Preview): number => (looked < starts && reached > 0 ? starts : reached);

const verbs: Record<string, string> = {
  sent: "goes out",
  requested: "goes out and waits for the answer",
  notified: "tells staff",
  created: "becomes a task",
  skipped: "is left out",
  attention: "stops and needs you",
};

function WhatGoesOut({ preview: { total, already, gone, starts, looked, now } }: { preview: Preview }) {
  const others = [
    already > 0 && `${already.toLocaleString("en-US")} went through it or are in it already`,
    gone > 0 && `${gone.toLocaleString("en-US")} are no longer on file`,
  ].filter(Boolean);
  return (
    <div aria-live="polite">
      <p>
        Starts for <b className="num">{starts.toLocaleString("en-US")}</b> of <span className="num">{total.toLocaleString("en-US")}</span>
        {others.length > 0 && `: ${others.join(", ")}`}.
      </p>
      {now.length > 0 && (
        <>
          <p className="muted small">{looked < starts ? `Of the first ${looked} looked at, now:` : "Now:"}</p>
          <ul>
            {now.map((line) => (
              <li key={`${line.what} ${line.name} ${line.reason ?? ""}`}>
                “{line.name}” {verbs[line.what] ?? line.what} for <span className="num">{line.count}</span>
                {line.reason && `: ${line.reason}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {now.length === 0 && starts > 0 && <p className="muted small">Nothing goes out at once: the flow begins by waiting.</p>}
    </div>
  );
}
