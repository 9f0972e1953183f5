import { Button, Group, Menu, Modal, Textarea } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBellOff,
  IconForbid,
  IconPhoneCheck,
  IconSignature,
  IconUpload,
  IconUserCheck,
  type TablerIcon,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { RequestLine as DomainRequestLine } from "../../../domain/requests/index.ts";
import type { RunLine } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import styles from "./Who.module.css";

type Run = Wire<RunLine>;
type RequestLine = Wire<DomainRequestLine>;

/** The flows somebody is in, each with what it waits for now, and what the client was asked, which may be answered another way. */
export function Runs({ runs, requests }: { runs: Run[]; requests: RequestLine[] }) {
  const open = runs.filter((run) => run.status !== "ended");
  const ended = runs.filter((run) => run.status === "ended");
  const loose = requests.filter((one) => !open.some((run) => run.id === one.runId));
  return (
    <Card heading="Flows they are in" count={open.length}>
      {open.length === 0 && (
        <p className={styles.empty}>None just now. Flows start by themselves when something happens that they start on.</p>
      )}
      {open.map((run) => (
        <OneRun key={run.id} run={run} requests={requests.filter((one) => one.runId === run.id)} />
      ))}
      {loose.length > 0 && (
        <div className={styles.run}>
          <b>Asked by hand</b>
          <AnsweredAnotherWay requests={loose} />
        </div>
      )}
      {ended.slice(0, 5).map((run) => (
        <div key={run.id} className={styles.run}>
          <div className={styles.runHead}>
            <Link to={`/runs/${run.id}`}>{run.flowName}</Link>
            <span>ended</span>
          </div>
        </div>
      ))}
    </Card>
  );
}

function OneRun({ run, requests }: { run: Run; requests: RequestLine[] }) {
  const stuck = run.now.find((one) => one.state === "attention");
  return (
    <div className={styles.run}>
      <div className={styles.runHead}>
        <Link to={`/runs/${run.id}`}>{run.flowName}</Link>
        <span>version {run.version}</span>
      </div>
      {run.status === "held" && <StateChip state="held">Held</StateChip>}
      {stuck && (
        <StateChip state="attention" icon={IconAlertTriangle}>
          {stuck.reason ?? "Needs attention"}
        </StateChip>
      )}
      <dl className={styles.now}>
        {run.now.map((place) => (
          <div key={place.step} style={{ display: "contents" }}>
            <dt>Now</dt>
            <dd>
              {place.state === "waiting" ? "Waiting: " : ""}
              <b>{place.name}</b>
              {place.until && (
                <span>
                  until <When at={place.until} />
                </span>
              )}
            </dd>
          </div>
        ))}
        {run.wakeAt && (
          <>
            <dt>Next</dt>
            <dd>
              <When at={run.wakeAt} />
            </dd>
          </>
        )}
      </dl>
      <AnsweredAnotherWay requests={requests} />
    </div>
  );
}

type How = "phone" | "paper" | "anotherWay" | "notNeeded";
const ways: { how: How; label: string; hint: string; icon: TablerIcon }[] = [
  { how: "phone", label: "Told us by phone", hint: "Write down what they said", icon: IconPhoneCheck },
  { how: "paper", label: "Answered on paper", hint: "Say where it is", icon: IconSignature },
  { how: "anotherWay", label: "Sent another way", hint: "Say how", icon: IconUpload },
  { how: "notNeeded", label: "Not needed", hint: "Give a reason", icon: IconForbid },
];

/** A client told staff instead of answering the link: what was asked is settled as they would have. */
export function AnsweredAnotherWay({ requests }: { requests: RequestLine[] }) {
  const mayWork = useMay("work");
  const [chosen, setChosen] = useState<{ request: RequestLine; how: How } | null>(null);
  const open = requests.filter((one) => one.state === "open" || one.state === "givenUp");
  if (!mayWork || open.length === 0) return null;
  return (
    <>
      <Menu width={310} position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="light" leftSection={<IconUserCheck size={16} stroke={1.7} />} style={{ alignSelf: "flex-start" }}>
            Client answered another way
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {open.flatMap((request) => [
            <Menu.Label key={request.id}>
              {request.what} · {request.contactName}
            </Menu.Label>,
            ...ways.map(({ how, label, hint, icon: Icon }) => (
              <Menu.Item
                key={`${request.id} ${how}`}
                leftSection={<Icon size={16} stroke={1.7} />}
                rightSection={<span className="muted small">{hint}</span>}
                onClick={() => setChosen({ request, how })}
              >
                {label}
              </Menu.Item>
            )),
          ])}
        </Menu.Dropdown>
      </Menu>
      {chosen && <CompleteDialog {...chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function CompleteDialog({ request, how, onClose }: { request: RequestLine; how: How; onClose: () => void }) {
  const [words, setWords] = useState("");
  const client = useQueryClient();
  const way = ways.find((one) => one.how === how);
  const complete = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      api.post(`/api/requests/${request.id}/complete`, {
        how,
        ...(words.trim() ? { data: how === "notNeeded" ? { reason: words.trim() } : { notes: words.trim() } } : {}),
      }),
    onSuccess: async () => {
      notifyDone(`${request.what}: noted. Reminders to ${request.contactName} stop.`);
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={`${way?.label}: ${request.what}`} closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          complete.mutate();
        }}
      >
        <FormProblems error={complete.error} />
        <Textarea
          data-autofocus
          label={how === "notNeeded" ? "Why it is not needed" : "What they answered, or where it is kept"}
          required={how === "notNeeded"}
          autosize
          minRows={3}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <p className="muted small" style={{ display: "flex", gap: 8, margin: "12px 0" }}>
          <IconBellOff size={16} stroke={1.7} aria-hidden="true" style={{ flex: "none" }} />
          Reminders to {request.contactName} stop at once, the flow goes on, and the story says it was you.
        </p>
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={complete.isPending}>
            Note it
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
