import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Variant } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { MailWords, TextWords } from "../shared/MessageWords.tsx";
import { saidIn } from "../templates/writing/draft.ts";
import type { Whole } from "./MessageDialog.tsx";
import styles from "./Outbox.module.css";

interface Words {
  variant?: Variant;
  text?: string;
}
interface ChangeWordsProps {
  message: Whole;
  saving: boolean;
  /** What is wrong with a text's words. */
  problem: string | undefined;
  onKeep: (words: Words) => void;
}

/** A planned message's own words, to be changed where they stand: an email's parts, or a text. */
export function ChangeWords({ message, saving, problem, onKeep }: ChangeWordsProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ["messages", message.id, "words"],
    queryFn: () => api.get<Words>(`/api/messages/${message.id}/words`),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  const [written, setWritten] = useState<Words | null>(null);
  const words = written ?? data;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!words) return <LoadingLines lines={4} label="Fetching its words" />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onKeep(words.variant ? { variant: { ...words.variant, body: saidIn(words.variant.body) } } : words);
      }}
    >
      {words.variant && <MailWords variant={words.variant} onChange={(variant) => setWritten({ variant })} />}
      {words.text !== undefined && <TextWords text={words.text} error={problem} onChange={(text) => setWritten({ text })} />}
      <p className="muted small">
        What looks like a merge field is sent as it stands. The firm’s name and the way to stop marketing are added where they are missing;
        a button keeps where it leads.
      </p>
      <Button type="submit" loading={saving} disabled={!written}>
        Keep these words
      </Button>
    </form>
  );
}
