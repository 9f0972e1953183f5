import { Button, Stack } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { ApprovalMessage } from "../../../domain/approvals/index.ts";
import type { Variant } from "../../../domain/messages/index.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { Letter } from "../../message/Letter.tsx";
import { MailWords, TextWords } from "../shared/MessageWords.tsx";
import styles from "./Approval.module.css";

/** What was changed in somebody's message: a mail's blocks, or a text's words. */
export interface Changed {
  contactId: string;
  variant?: Variant;
  text?: string;
}
interface MessageCardProps {
  message: Wire<ApprovalMessage>;
  mayEdit: boolean;
  changed: Changed | undefined;
  onChange: (changed: Changed | null) => void;
}

/** Whoever has no email address gets a text where it is short and they allow it, else a letter that staff print. */
const names = { email: "Email", text: "Text", letter: "Text or letter" } as const;

/** One person's message, as it leaves or being edited. */
export function MessageCard({ message, mayEdit, changed, onChange }: MessageCardProps) {
  const [editing, setEditing] = useState(false);
  const { contactId, channel, to, subject, html, text, variant, problem } = message;
  const stop = () => {
    setEditing(false);
    onChange(null);
  };
  const edit = mayEdit && !problem && (
    <Button
      size="xs"
      leftSection={<IconPencil size={15} stroke={1.7} />}
      aria-label={editing ? `Undo the changes for ${to.name}` : `Edit the message to ${to.name}`}
      onClick={() => (editing ? stop() : setEditing(true))}
    >
      {editing ? "Undo changes" : "Edit"}
    </Button>
  );
  return (
    <Card heading={`${names[channel]} to ${to.name}`} action={edit}>
      <Stack gap="sm" className={styles.message}>
        <small>{to.address}</small>
        {problem && <p role="alert">{problem}</p>}
        {!problem && channel === "text" && !editing && <p className={styles.text}>{text}</p>}
        {!problem && channel !== "text" && !editing && (
          <>
            <b>{subject}</b>
            <Letter title={`The message to ${to.name}`} html={html} />
          </>
        )}
        {editing && channel === "text" && (
          <TextWords text={changed?.text ?? text} onChange={(next) => onChange({ contactId, text: next })} />
        )}
        {editing && channel !== "text" && variant && (
          <MailWords variant={changed?.variant ?? (variant as Variant)} onChange={(next) => onChange({ contactId, variant: next })} />
        )}
      </Stack>
    </Card>
  );
}
