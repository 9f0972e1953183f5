import { Button, Group, Modal, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBraces } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Editor } from "@tiptap/react";
import { useMemo, useRef, useState } from "react";
import { paragraphsOf } from "../../../engine/markup/index.ts";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { useKept } from "../../saving/useKept.ts";
import { WritingContext } from "../templates/writing/context.ts";
import { FieldMenu } from "../templates/writing/FieldMenu.tsx";
import { useChipWords } from "../templates/writing/useChipWords.ts";
import { Words } from "../templates/writing/Words.tsx";
import { type Drafted, DraftIt } from "./DraftIt.tsx";
import type { Person } from "./Who.tsx";
import styles from "./WriteDialog.module.css";

interface SavedAnswer {
  id: string;
  name: string;
  text: string;
}
type Channel = "email" | "text";
interface Written {
  contactId: string;
  channel: Channel;
  subject: string;
  text: string;
  draft: Drafted | null;
}

/** What staff write to one person: with a saved answer or a draft to begin with, and as it will read. It leaves when they send it. */
export default function WriteDialog({ matterId, people, onClose }: { matterId?: string; people: Person[]; onClose: () => void }) {
  const [contactId, setContactId] = useState(people[0]?.id ?? "");
  const person = people.find((one) => one.id === contactId);
  const [channel, setChannel] = useState<Channel>(person?.email ? "email" : "text");
  const [subject, setSubject] = useState("");
  const [text, setText] = useState("");
  const [draft, setDraft] = useState<Drafted | null>(null);
  const [active, setActive] = useState<Editor | null>(null);
  const wordsOf = useChipWords();
  const writing = useMemo(() => ({ mayWrite: true, setActive, wordsOf }), [wordsOf]);
  const client = useQueryClient();
  // The same press sent twice is one message; another text is another message.
  const press = useRef({ of: "", key: "" });
  const about = { contactId, ...(matterId ? { matterId } : {}) };
  const written = useMemo(() => ({ contactId, channel, subject, text, draft }), [contactId, channel, subject, text, draft]);
  const show = (one: Written) => {
    if (people.some(({ id }) => id === one.contactId)) setContactId(one.contactId);
    setChannel(one.channel);
    setSubject(one.subject);
    setText(one.text);
    setDraft(one.draft);
  };
  const forget = useKept<Written>({
    ...{ what: `letter ${matterId ?? people[0]?.id}`, name: subject, version: 0, missed: "sent", draft: written, place: sessionStorage },
    changed: Boolean(subject.trim() || text.trim()),
    isWhole: (one) => typeof one.text === "string" && typeof one.subject === "string",
    onPutBack: show,
    onTakeAway: () => show({ contactId, channel, subject: "", text: "", draft: null }),
  });
  const send = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const body = channel === "email" ? { ...about, subject, text } : { ...about, text };
      const of = JSON.stringify([channel, body]);
      if (press.current.of !== of) press.current = { of, key: crypto.randomUUID() };
      const path = channel === "email" ? "/api/messages" : "/api/messages/text";
      return api.post<{ uncertain: boolean }>(path, body, { idempotencyKey: press.current.key });
    },
    onSuccess: async ({ uncertain }) => {
      forget();
      notifyDone(uncertain ? `It may have left: look in the outbox.` : `Sent to ${person?.name ?? "them"}.`);
      await client.invalidateQueries({ queryKey: ["story"] });
      onClose();
    },
  });
  const problems = problemsOf(send.error);
  return (
    <WritingContext.Provider value={writing}>
      <Modal opened onClose={onClose} size="lg" title={person ? `Write to ${person.name}` : "Write"}>
        <Stack gap="md">
          <FormProblems error={send.error} shown={["subject", "text"]} />
          {people.length > 1 && (
            <Select
              label="To"
              data={people.map((one) => ({ value: one.id, label: one.name }))}
              allowDeselect={false}
              value={contactId}
              onChange={(value) => value && setContactId(value)}
            />
          )}
          <SegmentedControl
            aria-label="How"
            data={[
              { value: "email", label: "Email", disabled: !person?.email },
              { value: "text", label: "Text", disabled: !person?.phone },
            ]}
            value={channel}
            onChange={(value) => setChannel(value as Channel)}
          />
          <SavedAnswers onPick={(one) => setText(text.trim() ? `${text}\n\n${one.text}` : one.text)} />
          <DraftIt
            about={about}
            channel={channel}
            draft={draft}
            onDraft={(made) => {
              setDraft(made);
              setText(made.text);
              if (made.subject) setSubject(made.subject);
            }}
          />
          {channel === "email" && (
            <TextInput
              label="Subject"
              value={subject}
              onChange={(event) => setSubject(event.currentTarget.value)}
              error={problems.of("subject")}
            />
          )}
          <div>
            <Group justify="space-between" mb={5}>
              <span className={styles.label}>Message</span>
              <FieldMenu
                off={!active}
                icon={IconBraces}
                onPick={(path) =>
                  active
                    ?.chain()
                    .focus()
                    .insertContent({ type: "field", attrs: { source: `{{ ${path} }}` } })
                    .run()
                }
              />
            </Group>
            <div className={styles.box}>
              <Words label="Message" value={paragraphsOf(text)} onChange={(texts) => setText(texts.join("\n\n"))} />
            </div>
            {problems.of("text") && <p className={styles.problem}>{problems.of("text")}</p>}
          </div>
          {text.includes("{{") && <AsItReads about={about} text={text} />}
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="filled"
              loading={send.isPending}
              disabled={!text.trim() || (channel === "email" && !subject.trim())}
              onClick={() => send.mutate()}
            >
              {draft ? "I have read it: send" : "Send"} to {person?.name}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </WritingContext.Provider>
  );
}

function SavedAnswers({ onPick }: { onPick: (answer: SavedAnswer) => void }) {
  const { data } = useQuery({
    queryKey: ["saved-answers"],
    queryFn: () => api.get<{ answers: SavedAnswer[] }>("/api/saved-answers"),
    staleTime: 30_000,
  });
  if (!data?.answers.length) return null;
  return (
    <Select
      label="Begin with a saved answer (optional)"
      placeholder="Choose"
      searchable
      data={data.answers.map((one) => ({ value: one.id, label: one.name }))}
      value={null}
      onChange={(id) => {
        const found = data.answers.find((one) => one.id === id);
        if (found) onPick(found);
      }}
    />
  );
}

/** Its fields filled in for the one it goes to. */
function AsItReads({ about, text }: { about: { contactId: string; matterId?: string }; text: string }) {
  const [shown] = useDebouncedValue(text, 400);
  const reads = useQuery({
    queryKey: ["reads", about.contactId, about.matterId, shown],
    queryFn: () => api.post<{ text: string; missing: string[] }>("/api/messages/reads", { ...about, text: shown }),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 0,
  });
  return (
    <section aria-label="How it reads" className={styles.reads}>
      <b>How it reads</b>
      {reads.isError && <p className={styles.problem}>{asProblem(reads.error).detail}</p>}
      {reads.data && <p>{reads.data.text}</p>}
      {reads.data && reads.data.missing.length > 0 && (
        <p className={styles.problem} role="status">
          {reads.data.missing.join(", ")}: empty. Write it in their place before it leaves.
        </p>
      )}
    </section>
  );
}
