import { useQuery } from "@tanstack/react-query";
import type { MessageContent } from "../../domain/messages/index.ts";
import { api } from "../api/client.ts";
import { asProblem } from "../api/problem.ts";
import { LoadingLines } from "../components/LoadingLines.tsx";
import { Letter } from "./Letter.tsx";
import styles from "./Message.module.css";
import { type Somebody, subjectOf } from "./PersonPicker.tsx";

/** Which message: a template by its key, or one as it is being written. */
export type Which = { template: string } | { content: MessageContent; language: "en" | "es" };

/** What is asked of the API for a message as somebody would get it. */
export const shownOf = (which: Which, somebody: Somebody | null) => ({ ...which, ...(somebody ? { subject: subjectOf(somebody) } : {}) });

/** A mail as it would look to somebody, or to a sample person. Nothing of it acts. */
export default function MailFor({ which, somebody = null, tall = false }: { which: Which; somebody?: Somebody | null; tall?: boolean }) {
  const shown = shownOf(which, somebody);
  const { data, error } = useQuery({
    queryKey: ["mail-preview", shown],
    queryFn: () => api.post<{ subject: string; html: string }>("/api/message-templates/preview", shown),
    staleTime: 60_000,
    retry: false,
  });
  if (error) return <p className={styles.nothing}>{asProblem(error).detail}</p>;
  if (!data) return <LoadingLines lines={1} label="Writing the email" />;
  return (
    <div className={styles.mail} data-tall={tall || undefined}>
      <p>{data.subject}</p>
      <Letter title={data.subject} html={data.html} />
    </div>
  );
}
