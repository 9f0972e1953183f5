import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useParams } from "react-router";
import type { MessageContent, Variant } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { asProblem } from "../../api/problem.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { Page } from "../../frame/Page.tsx";
import { SendTest } from "../../message/SendTest.tsx";
import { BlockList } from "./BlockList.tsx";
import { messageBlocks, tidied } from "./blockText.ts";
import { below } from "./places.ts";
import styles from "./Templates.module.css";

type Language = "en" | "es";
interface Stored {
  key: string;
  version: number;
  content: MessageContent;
}

const blank: Variant = { subject: "", body: [{ type: "text", text: "Dear {{ contact.firstName }},\n\n" }] };

/** One message: written on the left, shown on the right as it would arrive. Saving makes the next version. */
export default function MessageTemplate() {
  const { key = "" } = useParams();
  const named = (useLocation().state as { name?: string } | null)?.name;
  const stored = useQuery({
    queryKey: ["templates", "messages", key],
    queryFn: () => api.get<Stored>(`/api/message-templates/${key}`),
    enabled: named === undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (named !== undefined) return <Editor itsKey={key} from={{ name: named, purpose: "transactional", variants: { en: blank } }} />;
  if (stored.isError) return <ErrorState error={stored.error} title="The message could not be shown" />;
  if (!stored.data) return <LoadingLines />;
  return <Editor key={stored.data.version} itsKey={key} version={stored.data.version} from={stored.data.content} />;
}

function Editor({ itsKey, version, from }: { itsKey: string; version?: number; from: MessageContent }) {
  const [content, setContent] = useState(from);
  const [language, setLanguage] = useState<Language>("en");
  const mayBuild = useMay("build");
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: () => api.put<{ version: number }>(`/api/message-templates/${itsKey}`, { content: ready(content) }),
    meta: { quiet: true },
    onSuccess: async (answer) => {
      notifyDone(`Saved as version ${answer.version}. Flows use it once they are published again.`);
      await cache.invalidateQueries({ queryKey: ["templates"] });
    },
  });
  const variant = content.variants[language];
  const put = (change: Partial<Variant>) =>
    setContent({ ...content, variants: { ...content.variants, [language]: { ...(variant ?? blank), ...change } } });
  return (
    <Page
      title={content.name}
      beside={version ? `Version ${version}` : "Not saved yet"}
      crumbs={[{ label: "Templates", to: "/templates" }, { label: "Messages" }]}
      primary={
        mayBuild && (
          <Button variant="filled" loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        )
      }
    >
      <FormProblems error={save.error} />
      <div className={styles.sides}>
        <div className={styles.writing}>
          <TextInput label="Name" value={content.name} onChange={(event) => setContent({ ...content, name: event.currentTarget.value })} />
          <Select
            label="Purpose"
            data={[
              { value: "transactional", label: "About their case" },
              { value: "marketing", label: "Marketing: needs consent, can be left" },
            ]}
            allowDeselect={false}
            value={content.purpose}
            onChange={(purpose) => purpose && setContent({ ...content, purpose: purpose as MessageContent["purpose"] })}
          />
          <SegmentedControl
            aria-label="Language"
            data={[
              { value: "en", label: "English" },
              { value: "es", label: "Spanish" },
            ]}
            value={language}
            onChange={(value) => setLanguage(value as Language)}
          />
          {variant ? (
            <>
              <TextInput label="Subject" value={variant.subject} onChange={(event) => put({ subject: event.currentTarget.value })} />
              <BlockList
                blocks={variant.body}
                types={messageBlocks}
                problems={below(save.error, `/content/variants/${language}/body/`)}
                onChange={(body) => put({ body: body as Variant["body"] })}
              />
            </>
          ) : (
            <Button onClick={() => put(content.variants.en ?? blank)}>Write it in this language too</Button>
          )}
        </div>
        <Preview content={content} language={language} />
      </div>
    </Page>
  );
}

const ready = (content: MessageContent): MessageContent => ({
  ...content,
  variants: Object.fromEntries(
    Object.entries(content.variants).map(([language, variant]) => [
      language,
      variant && { ...variant, body: variant.body.map(tidied) as Variant["body"] },
    ]),
  ),
});

function Preview({ content, language }: { content: MessageContent; language: Language }) {
  const [width, setWidth] = useState("desk");
  const [shown] = useDebouncedValue(content, 500);
  const preview = useQuery({
    queryKey: ["templates", "preview", language, shown],
    queryFn: () => api.post<{ subject: string; html: string }>("/api/message-templates/preview", { content: ready(shown), language }),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 0,
  });
  return (
    <aside className={styles.preview} aria-label="How it looks">
      <SegmentedControl
        aria-label="Width"
        data={[
          { value: "desk", label: "Computer" },
          { value: "phone", label: "Phone" },
        ]}
        value={width}
        onChange={setWidth}
      />
      {preview.isError && (
        <p className={styles.problem} role="status">
          {asProblem(preview.error).detail}
        </p>
      )}
      {preview.data && (
        <>
          <SendTest which={{ content: ready(shown), language }} />
          <b>{preview.data.subject}</b>
          <iframe title="The message as it would look" sandbox="" srcDoc={preview.data.html} data-phone={width === "phone" || undefined} />
        </>
      )}
    </aside>
  );
}
