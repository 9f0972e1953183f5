import { Button, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { IconHandStop, IconPencil, IconPlayerPlay, IconSend } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import styles from "./Outbox.module.css";
import { type Row, standing, waits, why } from "./words.ts";

interface Whole extends Row {
  from: { name: string; address: string };
  html: string;
  text: string;
  attempts: number;
  facts: { path: string; value: unknown }[];
}

/** One message: how it stands and why, what it says exactly, the facts in it, and what can be done while it waits. */
export function MessageDialog({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["messages", messageId],
    queryFn: () => api.get<Whole>(`/api/messages/${messageId}`),
  });
  return (
    <Modal opened onClose={onClose} size="xl" title={data?.subject || "A message"} closeButtonProps={{ "aria-label": "Close" }}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines lines={6} />}
      {data && <Shown message={data} />}
    </Modal>
  );
}

function Shown({ message }: { message: Whole }) {
  const may = useMay("work");
  const { state, words } = standing(message);
  const reason = why(message);
  return (
    <Stack gap="md">
      <dl className={styles.about}>
        <dt>To</dt>
        <dd>
          {message.contactId ? <Link to={`/contacts/${message.contactId}`}>{message.to.name || message.to.address}</Link> : message.to.name}{" "}
          {message.to.name && <span className="muted">{message.to.address}</span>}
        </dd>
        <dt>From</dt>
        <dd>
          {message.from.name} <span className="muted">{message.from.address}</span>
        </dd>
        <dt>{waits(message) ? "Leaves" : "When"}</dt>
        <dd>{waits(message) ? message.plannedFor ? <When at={message.plannedFor} /> : "When it is let go" : <When at={message.at} />}</dd>
        <dt>How it stands</dt>
        <dd>
          <StateChip state={state}>{words}</StateChip>
          {reason && <p className={styles.reason}>{reason}</p>}
        </dd>
        {message.runId && (
          <>
            <dt>Sent by</dt>
            <dd>
              <Link to={`/runs/${message.runId}`}>The flow they are in</Link>
            </dd>
          </>
        )}
      </dl>
      {may && waits(message) && message.runId && <Acts message={message} />}
      {message.html ? (
        <iframe className={styles.page} title="What it says" sandbox="" srcDoc={message.html} />
      ) : (
        <p className={styles.text}>{message.text || "It was never made: see above."}</p>
      )}
      {message.facts.length > 0 && (
        <details className={styles.facts}>
          <summary>The {message.facts.length} facts in it, as they were read for it</summary>
          <dl>
            {message.facts.map(({ path, value }) => (
              <div key={path}>
                <dt>{path}</dt>
                <dd>
                  {value === null ? (
                    <span className="muted">empty</span>
                  ) : typeof value === "object" ? (
                    JSON.stringify(value)
                  ) : (
                    String(value)
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Stack>
  );
}

type Doing = "hold" | "change" | null;

function Acts({ message }: { message: Whole }) {
  const [doing, setDoing] = useState<Doing>(null);
  const [reason, setReason] = useState("");
  const [subject, setSubject] = useState(message.subject);
  const [text, setText] = useState("");
  const client = useQueryClient();
  const path = `/api/messages/${message.id}`;
  const act = useMutation({
    meta: { quiet: true },
    mutationFn: ({ go }: { go: () => Promise<unknown>; said: string }) => go(),
    onSuccess: async (_answer, { said }) => {
      await client.invalidateQueries({ queryKey: ["messages"] });
      setDoing(null);
      notifyDone(said);
    },
  });
  const problems = problemsOf(act.error);
  const name = message.to.name || message.to.address;
  return (
    <Stack gap="sm">
      <div className={styles.acts}>
        <Button
          variant="filled"
          leftSection={<IconSend size={16} stroke={1.7} />}
          loading={act.isPending && doing === null}
          onClick={() => act.mutate({ go: () => api.post(`${path}/send`), said: "It leaves now, unless a hold or the law keeps it." })}
        >
          Send now to {name}
        </Button>
        {message.ownHold ? (
          <Button
            leftSection={<IconPlayerPlay size={16} stroke={1.7} />}
            onClick={() => act.mutate({ go: () => api.delete(`${path}/hold`), said: "It leaves when its flow says." })}
          >
            Let it go
          </Button>
        ) : (
          <Button leftSection={<IconHandStop size={16} stroke={1.7} />} onClick={() => setDoing("hold")}>
            Hold it
          </Button>
        )}
        {message.channel === "email" && (
          <Button leftSection={<IconPencil size={16} stroke={1.7} />} onClick={() => setDoing("change")}>
            Write it differently
          </Button>
        )}
      </div>
      {act.error && <FormProblems error={act.error} shown={["reason", "subject", "text"]} />}
      {doing === "hold" && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ go: () => api.post(`${path}/hold`, { reason: reason.trim() }), said: "It is held until somebody lets it go." });
          }}
        >
          <TextInput
            label="Why"
            placeholder="Elena wants to call first"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problems.of("reason") && "Say why, so that others know when it may go."}
            data-autofocus
          />
          <Button type="submit" loading={act.isPending}>
            Hold this message
          </Button>
        </form>
      )}
      {doing === "change" && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ go: () => api.put(`${path}/text`, { subject, text }), said: "It says what you wrote, word for word." });
          }}
        >
          <TextInput
            label="Subject"
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
            error={problems.of("subject")}
          />
          <Textarea
            label="What it says instead"
            description="Between the firm's letterhead and the signature. An empty line makes a paragraph. Merge fields are not filled in."
            autosize
            minRows={6}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={problems.of("text")}
          />
          <Button type="submit" loading={act.isPending}>
            Keep these words
          </Button>
        </form>
      )}
    </Stack>
  );
}
