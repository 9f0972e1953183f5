import { Button } from "@mantine/core";
import { IconEye, IconForms, IconMessageReply, IconPaperclip, IconWritingSign, type TablerIcon } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Today } from "../../../domain/today/index.ts";
import { Card } from "../../components/Card.tsx";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile, type Tone } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { answererOf, answerWords } from "./phrases.ts";

const AnswerDialog = lazy(async () => ({ default: (await import("./AnswerDialog.tsx")).AnswerDialog }));

export type Answer = Today["answers"]["items"][number];

const looks: Record<string, { icon: TablerIcon; tone: Tone }> = {
  "form.submitted": { icon: IconForms, tone: "ask" },
  "files.received": { icon: IconPaperclip, tone: "ask" },
  "document.signed": { icon: IconWritingSign, tone: "ask" },
  "document.declined": { icon: IconWritingSign, tone: "attention" },
  "contact.replied": { icon: IconMessageReply, tone: "tell" },
  "text.fromNobody": { icon: IconMessageReply, tone: "tell" },
};

/** What clients sent back and nobody has read yet. */
export function Answers({ answers }: { answers: Today["answers"] }) {
  const [read, setRead] = useState<Answer | null>(null);
  if (!answers.count) return null;
  return (
    <Card heading="Replies and answers" count={answers.count}>
      <DatedLines label="Replies and answers">
        {answers.items.map((answer) => (
          <AnswerLine key={answer.eventId} answer={answer} onRead={() => setRead(answer)} />
        ))}
      </DatedLines>
      {read && (
        <Suspense fallback={null}>
          <AnswerDialog answer={read} onClose={() => setRead(null)} />
        </Suspense>
      )}
    </Card>
  );
}

function AnswerLine({ answer, onRead }: { answer: Answer; onRead: () => void }) {
  const words = answerWords(answer);
  const look = looks[answer.type] ?? { icon: IconMessageReply, tone: "plain" as const };
  const name = answererOf(answer, usePhoneInWords());
  const Icon = words.action === "Answer" ? IconMessageReply : IconEye;
  return (
    <DatedLine
      tile={<Tile icon={look.icon} tone={look.tone} />}
      what={name}
      more={
        <>
          {words.did} {words.what && <b>{words.what}</b>}
        </>
      }
      detail={words.detail}
      when={<When at={answer.at} emphasis />}
      state={<StateChip state={words.state}>{words.stateWords}</StateChip>}
      onOpen={onRead}
      action={
        <Button
          size="xs"
          leftSection={<Icon size={16} stroke={1.7} />}
          aria-label={`${words.action}: ${name} ${words.did} ${words.what ?? ""}`.trim()}
          onClick={onRead}
        >
          {words.action}
        </Button>
      }
    />
  );
}
