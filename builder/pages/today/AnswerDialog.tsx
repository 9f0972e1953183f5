import { Button, Group, Modal, Stack } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import { When } from "../../components/When.tsx";
import { valueInWords } from "../shared/words.ts";
import type { Answer } from "./Answers.tsx";
import { answererOf, answerWords } from "./phrases.ts";
import styles from "./Today.module.css";

/** An answer in place: what they wrote or sent, and the way to their page. Marked as read it leaves Today, for everybody. */
export function AnswerDialog({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const words = answerWords(answer);
  const name = answererOf(answer, usePhoneInWords());
  const title = [name, words.did, words.what].filter(Boolean).join(" ");
  const path = `/api/today/answers/${answer.eventId}/seen`;
  const seen = useMutation({
    mutationFn: () => api.post(path),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ["today"] });
      notifyUndo({
        message: `Read: ${title}`,
        onUndo: async () => {
          await api.post(path, { undo: true });
          await client.invalidateQueries({ queryKey: ["today"] });
        },
      });
    },
  });
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Stack gap="md">
        <p className="muted small">
          <When at={answer.at} />
          {answer.matter && ` · ${answer.matter.title}`}
        </p>
        <Content answer={answer} detail={words.detail} />
        <Group justify="flex-end" gap="sm">
          {answer.contact && (
            <Button component={Link} to={`/contacts/${answer.contact.id}`}>
              {words.action === "Answer" ? `Write to ${name}` : `Open ${name}`}
            </Button>
          )}
          {answer.matter && (
            <Button component={Link} to={`/matters/${answer.matter.id}`}>
              Open the matter
            </Button>
          )}
          {mayWork && (
            <Button variant="filled" loading={seen.isPending} onClick={() => seen.mutate()} data-autofocus>
              Mark as read
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Content({ answer, detail }: { answer: Answer; detail: string }) {
  const submission = answer.data["submission"];
  const files = answer.data["files"];
  if (typeof submission === "string") return <Submission id={submission} />;
  if (Array.isArray(files) && answer.matter) return <Files ids={files.map(String)} matterId={answer.matter.id} detail={detail} />;
  return detail ? <p className={styles.quote}>{detail}</p> : null;
}

interface Submitted {
  groups: {
    title: string;
    answers: { key: string; label: string; hidden: boolean; notSure: boolean; answer: unknown; options?: Record<string, string> }[];
  }[];
}

function Submission({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({ queryKey: ["submission", id], queryFn: () => api.get<Submitted>(`/api/submissions/${id}`) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={4} />;
  return (
    <div>
      {data.groups.map((group) => (
        <Fragment key={group.title}>
          <p className={styles.group}>{group.title}</p>
          <dl className={styles.answers}>
            {group.answers.map((one) => (
              <Fragment key={one.key}>
                <dt>{one.label}</dt>
                <dd>{one.hidden ? "Hidden from your role" : one.notSure ? "Not sure" : inWords(one.answer, one.options)}</dd>
              </Fragment>
            ))}
          </dl>
        </Fragment>
      ))}
    </div>
  );
}

function inWords(answer: unknown, options: Record<string, string> | undefined): string {
  const name = (value: unknown) => (typeof value === "string" && options ? (options[value] ?? value) : valueInWords(value));
  return Array.isArray(answer) && options ? answer.map(name).join(", ") : name(answer);
}

function Files({ ids, matterId, detail }: { ids: string[]; matterId: string; detail: string }) {
  const { data } = useQuery({
    queryKey: ["files", matterId],
    queryFn: () => api.get<{ files: { id: string; name: string }[] }>("/api/files", { matterId }),
  });
  const names = new Map((data?.files ?? []).map((file) => [file.id, file.name]));
  return (
    <>
      <p>{detail}</p>
      <Group gap="sm">
        {ids.map((id, index) => (
          <Button key={id} size="xs" component="a" href={`/api/files/${id}`} download leftSection={<IconDownload size={16} stroke={1.7} />}>
            {names.get(id) ?? `Paper ${index + 1}`}
          </Button>
        ))}
      </Group>
    </>
  );
}
