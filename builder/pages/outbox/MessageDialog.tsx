import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Happened } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { Letter } from "../../message/Letter.tsx";
import { Acts } from "./Acts.tsx";
import { BecameOf } from "./BecameOf.tsx";
import { Facts } from "./Facts.tsx";
import styles from "./Outbox.module.css";
import { type Row, standing, waits, why } from "./words.ts";

export interface Whole extends Row {
  from: { name: string; address: string };
  html: string;
  text: string;
  attempts: number;
  facts: { path: string; value: unknown }[];
  /** The documents that went with it. */
  attached: { id: string; name: string }[];
  happened: Happened[];
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
      {/* Whoever comes out of the letter by Tab comes here, and not to the page behind. */}
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>Close</Button>
      </Group>
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
        {message.attached.length > 0 && (
          <>
            <dt>Attached</dt>
            <dd>
              {message.attached.map(({ id, name }) => (
                <a key={id} className={styles.attached} href={`/api/documents/${encodeURIComponent(id)}/file`}>
                  {name}
                </a>
              ))}
            </dd>
          </>
        )}
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
      <BecameOf happened={message.happened} channel={message.channel} />
      <Said message={message} />
      <Facts facts={message.facts} />
    </Stack>
  );
}

const ways = [
  { value: "looks", label: "As it looks" },
  { value: "plain", label: "As plain text" },
] as const;

/** What it says exactly: an email's both parts, for some people's programs show the plain one. */
function Said({ message: { html, text } }: { message: Whole }) {
  const [way, setWay] = useState<(typeof ways)[number]["value"]>("looks");
  if (!html) return <p className={styles.text}>{text || "It was never made: see above."}</p>;
  return (
    <>
      {text && <FilterChips label="What it says" choices={[...ways]} value={way} onChange={setWay} />}
      {way === "plain" && text ? (
        <p className={styles.text}>{text}</p>
      ) : (
        <Letter className={styles.page} title="What it says" html={html} />
      )}
    </>
  );
}
