import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useDebouncedValue, useElementSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Language, MessageContent, Preview as Previewed } from "../../../../domain/messages/index.ts";
import { api } from "../../../api/client.ts";
import { asProblem } from "../../../api/problem.ts";
import { Letter } from "../../../message/Letter.tsx";
import { SendTest } from "../../../message/SendTest.tsx";
import { ContactPicker } from "../../shared/MatterForm.tsx";
import { useWriting } from "./context.ts";
import styles from "./Writing.module.css";

type Width = "640" | "390";
type Look = "light" | "dark" | "plain";

export interface PreviewProps {
  content: MessageContent;
  language: Language;
  /** The plain-text part as somebody wrote it. */
  plain: string | undefined;
  onPlain: (plain: string | undefined) => void;
}

/** The message as it would arrive: to anybody of the firm's, on a computer and a phone, light and dark, and as plain text. */
export function Preview({ content, language, plain, onPlain }: PreviewProps) {
  const [contactId, setContactId] = useState("");
  const [width, setWidth] = useState<Width>("640");
  const [look, setLook] = useState<Look>("light");
  const [shown] = useDebouncedValue(content, 400);
  const preview = useQuery({
    queryKey: ["templates", "preview", language, contactId, shown],
    queryFn: () => api.post<Previewed>("/api/message-templates/preview", { content: shown, language, ...(contactId ? { contactId } : {}) }),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 0,
  });
  const { data } = preview;
  return (
    <aside className={styles.preview} aria-label="How it looks">
      <div className={styles.choices}>
        <ContactPicker label="As it would reach" value={contactId} onChange={setContactId} />
        <SegmentedControl
          aria-label="Width"
          data={[
            { value: "640", label: "Computer" },
            { value: "390", label: "Phone" },
          ]}
          value={width}
          onChange={(value) => setWidth(value as Width)}
          disabled={look === "plain"}
        />
        <SegmentedControl
          aria-label="Look"
          data={[
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
            { value: "plain", label: "Plain text" },
          ]}
          value={look}
          onChange={(value) => setLook(value as Look)}
        />
      </div>
      {preview.isError && (
        <p className={styles.problem} role="status">
          {asProblem(preview.error).detail}
        </p>
      )}
      {data && data.missing.length > 0 && (
        <p className={styles.missing} role="status">
          It would wait for somebody: {data.missing.join(", ")} {data.missing.length === 1 ? "is" : "are"} empty, with nothing to say
          instead.
        </p>
      )}
      {data && <SendTest which={{ content: shown, language }} somebody={contactId ? { kind: "contact", id: contactId, name: "" } : null} />}
      {data && look === "plain" && <Plain made={data} plain={plain} onPlain={onPlain} />}
      {data && look !== "plain" && (
        <div className={styles.shown}>
          <p className={styles.shownSubject}>{data.subject}</p>
          <Frame html={inLook(data.html, look)} width={Number(width)} />
        </div>
      )}
    </aside>
  );
}

/** Mail programs choose by the reader's own setting; here it is chosen for them. */
const inLook = (html: string, look: "light" | "dark") =>
  html.replaceAll("(prefers-color-scheme: dark)", look === "dark" ? "(min-width: 0)" : "(max-width: 0)");

/** The page at its true width, made smaller where there is less room. */
function Frame({ html, width }: { html: string; width: number }) {
  const { ref, width: room } = useElementSize();
  const scale = room ? Math.min(1, room / width) : 1;
  const height = 720;
  return (
    <div ref={ref} style={{ height: height * scale }}>
      <Letter
        className={styles.frame}
        title="The message as it would look"
        html={html}
        style={{ width, height, marginInlineStart: Math.max(0, (room - width * scale) / 2), transform: `scale(${scale})` }}
      />
    </div>
  );
}

function Plain({ made, plain, onPlain }: { made: Previewed; plain: string | undefined; onPlain: (plain: string | undefined) => void }) {
  const { mayWrite } = useWriting();
  return (
    <>
      {plain !== undefined && mayWrite && (
        <Textarea
          label="Plain text"
          description="For mail programs that show no more. The firm's lines and the way out follow it."
          autosize
          minRows={6}
          maxRows={18}
          value={plain}
          onChange={(event) => onPlain(event.currentTarget.value)}
        />
      )}
      <pre className={styles.shown}>
        <code className={styles.plain} style={{ display: "block" }}>
          {made.text}
        </code>
      </pre>
      {mayWrite &&
        (plain === undefined ? (
          <Button size="xs" onClick={() => onPlain(made.plain)}>
            Write the plain text yourself
          </Button>
        ) : (
          <Button size="xs" onClick={() => onPlain(undefined)}>
            Make it from the message again
          </Button>
        ))}
    </>
  );
}
