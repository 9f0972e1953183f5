import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Editor } from "@tiptap/react";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { Language, MessageContent } from "../../../../domain/messages/index.ts";
import { api } from "../../../api/client.ts";
import { useMay } from "../../../api/me.ts";
import { FormProblems } from "../../../components/FormProblems.tsx";
import { notifyDone } from "../../../components/notify.tsx";
import { Page } from "../../../frame/Page.tsx";
import { useKept } from "../../../saving/useKept.ts";
import { versionWords } from "../../../saving/words.ts";
import { forgetBegun } from "../forgetBegun.ts";
import { below } from "../places.ts";
import pageStyles from "../Templates.module.css";
import { WritingContext } from "./context.ts";
import { contentOf, type Draft, type DraftVariant, draftOf, draftVariant } from "./draft.ts";
import { begun, changed, type History, redone, undone } from "./history.ts";
import { Preview } from "./Preview.tsx";
import { Sheet } from "./Sheet.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { Topic } from "./Topic.tsx";
import { useChipWords } from "./useChipWords.ts";
import { Versions } from "./Versions.tsx";
import { Words } from "./Words.tsx";
import styles from "./Writing.module.css";

const languageNames: Record<Language, string> = { en: "English", es: "Spanish" };

/** The desk a message is written at. */
export function Writing({ itsKey, version, from }: { itsKey: string; version?: number; from: MessageContent }) {
  const [history, setHistory] = useState<History<Draft>>(() => begun(draftOf(from)));
  const [language, setLanguage] = useState<Language>(from.variants.en ? "en" : "es");
  const [active, setActive] = useState<Editor | null>(null);
  const [saved, setSaved] = useState({ version, draft: history.now });
  const [versions, setVersions] = useState(false);
  const mayWrite = useMay("build");
  const wordsOf = useChipWords();
  const draft = history.now;
  const { content, ids } = useMemo(() => contentOf(draft), [draft]);
  const change = (next: Draft, by = "") => setHistory((before) => changed(before, next, by, Date.now()));
  const isChanged = draft !== saved.draft;
  const save = useSaving(itsKey, { content, draft }, setSaved);
  useKept({
    ...{ what: `message ${itsKey}`, name: draft.name, version: saved.version ?? 0, draft: content, changed: isChanged },
    isWhole: isMessage,
    onPutBack: (kept) => change(draftOf(kept)),
    onTakeAway: () => change(saved.draft),
  });
  const variant = draft.variants[language];
  const put = (what: Partial<DraftVariant>, by = "") =>
    variant && change({ ...draft, variants: { ...draft.variants, [language]: { ...variant, ...what } } }, by);
  const writing = useMemo(() => ({ mayWrite, setActive, wordsOf }), [mayWrite, wordsOf]);
  const undo = () => setHistory(undone);
  const redo = () => setHistory(redone);
  const keys = (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "z" || plainField(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  };
  return (
    <WritingContext.Provider value={writing}>
      <Page
        title={draft.name || "A message"}
        beside={versionWords(saved.version, isChanged)}
        crumbs={[{ label: "Templates", to: "/templates" }, { label: "Messages" }]}
        tools={
          saved.version && (
            <Button leftSection={<IconHistory size={16} stroke={1.7} />} onClick={() => setVersions(true)}>
              Versions
            </Button>
          )
        }
        primary={
          mayWrite && (
            <Button variant="filled" loading={save.isPending} onClick={save.now}>
              Save
            </Button>
          )
        }
      >
        <FormProblems error={save.error} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: undoing works wherever one writes on this page. */}
        <div className={pageStyles.sides} onKeyDown={keys}>
          <div className={pageStyles.writing}>
            <About draft={draft} onChange={change} />
            <SegmentedControl
              aria-label="Language"
              data={(["en", "es"] as const).map((value) => ({ value, label: languageNames[value] }))}
              value={language}
              onChange={(value) => setLanguage(value as Language)}
            />
            {variant ? (
              <>
                <div>
                  <p className={styles.label}>Subject</p>
                  <Words
                    key={language}
                    single
                    label="Subject"
                    look="subject"
                    value={[variant.subject]}
                    onChange={([subject = ""]) => put({ subject }, `subject:${language}`)}
                  />
                </div>
                <TextInput
                  label="Beside the subject in a list of mail (optional)"
                  value={variant.preheader ?? ""}
                  readOnly={!mayWrite}
                  onChange={(event) => put({ preheader: event.currentTarget.value }, `preheader:${language}`)}
                />
                {mayWrite && (
                  <Toolbar
                    editor={active}
                    mayUndo={history.past.length > 0}
                    mayRedo={history.ahead.length > 0}
                    onUndo={undo}
                    onRedo={redo}
                  />
                )}
                <Sheet
                  key={`sheet-${language}`}
                  language={language}
                  body={variant.body}
                  problems={byPart(below(save.error, `/content/variants/${language}/body/`), ids[language] ?? [])}
                  onChange={(body, by) => put({ body }, by)}
                />
              </>
            ) : (
              mayWrite && <OtherLanguage language={language} draft={draft} onChange={change} />
            )}
          </div>
          <Preview
            content={content}
            language={language}
            plain={variant?.plain}
            onPlain={(plain) => variant && change(withPlain(draft, language, plain), `plain:${language}`)}
          />
        </div>
      </Page>
      {versions && (
        <Versions
          itsKey={itsKey}
          onClose={() => setVersions(false)}
          onBringBack={(one) => {
            change(draftOf(one.content));
            notifyDone(`Version ${one.version} is back on the page. Save it to use it.`);
          }}
        />
      )}
    </WritingContext.Provider>
  );
}

/** Plain inputs undo what was typed in them themselves. */
const plainField = (target: EventTarget) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** What was on the page when it was sent is saved, whatever is written meanwhile. */
function useSaving(
  itsKey: string,
  page: { content: MessageContent; draft: Draft },
  onSaved: (saved: { version: number; draft: Draft }) => void,
) {
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: ({ content }: typeof page) => api.put<{ version: number }>(`/api/message-templates/${itsKey}`, { content }),
    meta: { quiet: true },
    onSuccess: async (answer, { draft }) => {
      onSaved({ version: answer.version, draft });
      forgetBegun();
      notifyDone(`Saved as version ${answer.version}. Flows use it once they are published again.`);
      await cache.invalidateQueries({ queryKey: ["templates"] });
    },
  });
  return { ...save, now: () => save.mutate(page) };
}

const isMessage = ({ name, purpose, variants }: Partial<MessageContent>): boolean =>
  typeof name === "string" &&
  typeof purpose === "string" &&
  Object.values(variants ?? {}).some((one) => typeof one?.subject === "string" && Array.isArray(one.body));

function withPlain(draft: Draft, language: Language, plain: string | undefined): Draft {
  const variant = draft.variants[language];
  if (!variant) return draft;
  const { plain: _before, ...rest } = variant;
  return { ...draft, variants: { ...draft.variants, [language]: plain === undefined ? rest : { ...rest, plain } } };
}

/** Problems name a part by its number as it was saved. */
function byPart(problems: Record<string, string>, ids: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).flatMap(([place, message]) => {
      const id = ids[Number(place.split("/")[0])];
      return id ? [[id, message]] : [];
    }),
  );
}

function About({ draft, onChange }: { draft: Draft; onChange: (draft: Draft, by?: string) => void }) {
  return (
    <>
      <TextInput label="Name" value={draft.name} onChange={(event) => onChange({ ...draft, name: event.currentTarget.value }, "name")} />
      <Select
        label="Purpose"
        data={[
          { value: "transactional", label: "About their case" },
          { value: "marketing", label: "Marketing: needs consent, can be left" },
        ]}
        allowDeselect={false}
        value={draft.purpose}
        onChange={(purpose) => purpose && onChange({ ...draft, purpose: purpose as Draft["purpose"] })}
      />
      {draft.purpose === "marketing" && <Topic value={draft.topic} onChange={(topic) => onChange(withTopic(draft, topic))} />}
    </>
  );
}

function withTopic({ topic: _before, ...draft }: Draft, topic: Draft["topic"]): Draft {
  return topic ? { ...draft, topic } : draft;
}

/** A language that is not written yet begins as the other one, to be translated where it stands. */
function OtherLanguage({ language, draft, onChange }: { language: Language; draft: Draft; onChange: (draft: Draft) => void }) {
  const other = draft.variants[language === "en" ? "es" : "en"];
  const begin = () => {
    const body = other?.body.map(({ block }) => structuredClone(block)) ?? [{ type: "text" as const, text: "" }];
    const { plain: _plain, body: _body, ...rest } = other ?? { subject: "" };
    onChange({
      ...draft,
      variants: { ...draft.variants, [language]: draftVariant({ ...rest, body } as MessageContent["variants"]["en"] & object) },
    });
  };
  return <Button onClick={begin}>Write it in {languageNames[language]} too</Button>;
}
