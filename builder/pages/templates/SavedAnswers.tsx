import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { IconMessageReply } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { paragraphsOf } from "../../../engine/markup/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { useKept } from "../../saving/useKept.ts";
import boxStyles from "../shared/WriteDialog.module.css";
import { WritingContext } from "./writing/context.ts";
import { useChipWords } from "./writing/useChipWords.ts";
import { Words } from "./writing/Words.tsx";

interface Answer {
  id: string;
  name: string;
  text: string;
  savedBy: string;
  savedAt: string;
}
const columns: Column<Answer>[] = [
  { key: "name", header: "Name", cell: (row) => <b>{row.name}</b>, width: "minmax(160px, 1fr)" },
  { key: "text", header: "Says", cell: (row) => row.text.replace(/\s+/g, " ").slice(0, 120), width: "minmax(200px, 2fr)", narrow: false },
  { key: "saved", header: "Saved", cell: (row) => <When at={row.savedAt} />, width: "minmax(160px, 1fr)", narrow: false },
];

/** Words the firm keeps to answer with, chosen where staff write to somebody. `adding` is the page's one primary button. */
export default function SavedAnswers({ adding, onAdded }: { adding: boolean; onAdded: () => void }): ReactNode {
  const [opened, setOpened] = useState<Answer | null>(null);
  const list = useQuery({ queryKey: ["saved-answers"], queryFn: () => api.get<{ answers: Answer[] }>("/api/saved-answers") });
  if (list.isError)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} title="The saved answers could not be shown" />;
  const close = () => {
    setOpened(null);
    onAdded();
  };
  return (
    <>
      <DataList
        label="Saved answers"
        columns={columns}
        rows={list.data?.answers ?? []}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.name}
        onOpen={setOpened}
        loading={list.isPending}
        empty={
          <EmptyState icon={IconMessageReply} title="No saved answer yet">
            What you write again and again, such as where to park, is kept here once and chosen where you write to somebody. Begin with “New
            saved answer”.
          </EmptyState>
        }
      />
      {(opened || adding) && <AnswerDialog key={opened?.id ?? "new"} answer={opened} onClose={close} />}
    </>
  );
}

function AnswerDialog({ answer, onClose }: { answer: Answer | null; onClose: () => void }) {
  const [name, setName] = useState(answer?.name ?? "");
  const [text, setText] = useState(answer?.text ?? "");
  const may = useMay("work");
  const client = useQueryClient();
  const wordsOf = useChipWords();
  const writing = useMemo(() => ({ mayWrite: may, setActive: () => undefined, wordsOf }), [may, wordsOf]);
  const draft = useMemo(() => ({ name, text }), [name, text]);
  const show = (one: typeof draft) => {
    setName(one.name);
    setText(one.text);
  };
  const saved = { name: answer?.name ?? "", text: answer?.text ?? "" };
  const forget = useKept({
    ...{ what: `answer ${answer?.id ?? "new"}`, name, version: 0, draft, changed: name !== saved.name || text !== saved.text },
    isWhole: (one) => typeof one.name === "string" && typeof one.text === "string",
    onPutBack: show,
    onTakeAway: () => show(saved),
  });
  const again = () => client.invalidateQueries({ queryKey: ["saved-answers"] });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      answer ? api.put(`/api/saved-answers/${answer.id}`, { name, text }) : api.post("/api/saved-answers", { name, text }),
    onSuccess: async () => {
      forget();
      await again();
      onClose();
    },
  });
  const remove = useMutation({
    mutationFn: (one: Answer) => api.delete(`/api/saved-answers/${one.id}`),
    onSuccess: async (_done, one) => {
      await again();
      onClose();
      notifyUndo({
        message: `Removed “${one.name}”`,
        onUndo: async () => {
          await api.post("/api/saved-answers", { name: one.name, text: one.text });
          await again();
        },
      });
    },
  });
  const problems = problemsOf(save.error);
  return (
    <WritingContext.Provider value={writing}>
      <Modal opened onClose={onClose} size="lg" title={answer ? answer.name : "New saved answer"}>
        <Stack gap="md">
          <FormProblems error={save.error} shown={["name", "text"]} />
          <TextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problems.of("name")}
            data-autofocus
          />
          <div>
            <span className={boxStyles.label}>What it says</span>
            <div className={boxStyles.box}>
              <Words label="What it says" value={paragraphsOf(text)} onChange={(texts) => setText(texts.join("\n\n"))} />
            </div>
            {problems.of("text") && <p className={boxStyles.problem}>{problems.of("text")}</p>}
          </div>
          {may && (
            <Group justify="flex-end" gap="sm">
              {answer && <Button onClick={() => remove.mutate(answer)}>Remove</Button>}
              <Button variant="filled" loading={save.isPending} disabled={!name.trim() || !text.trim()} onClick={() => save.mutate()}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </Modal>
    </WritingContext.Provider>
  );
}
