import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useParams } from "react-router";
import type { DocumentContent, DocumentVariant } from "../../../domain/documents/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { Page } from "../../frame/Page.tsx";
import { readOnOpening } from "../../saving/readOnOpening.ts";
import { useKept } from "../../saving/useKept.ts";
import { versionWords } from "../../saving/words.ts";
import { BlockList } from "./BlockList.tsx";
import { documentBlocks, tidied } from "./blockText.ts";
import { forgetBegun } from "./forgetBegun.ts";
import { below } from "./places.ts";
import styles from "./Templates.module.css";

type Language = "en" | "es";
interface Stored {
  key: string;
  version: number;
  content: DocumentContent;
}

const blank = (title: string): DocumentVariant => ({ title, body: [{ type: "clause", title: "", items: [""] }] });

/** One document: its clauses and lines. Saving makes the next version; the saved one can be looked at as PDF. */
export default function DocumentTemplate() {
  const { key = "" } = useParams();
  const named = (useLocation().state as { name?: string } | null)?.name;
  const stored = useQuery({
    queryKey: ["templates", "documents", key],
    queryFn: () => api.get<Stored>(`/api/document-templates/${key}`),
    enabled: named === undefined,
    ...readOnOpening,
  });
  if (named !== undefined) return <Editor itsKey={key} from={{ name: named, variants: { en: blank(named) } }} />;
  if (!stored.data || !stored.isFetchedAfterMount)
    return (
      <Page
        title="Document"
        crumbs={[
          { label: "Templates", to: "/templates" },
          { label: "Documents", to: "/templates?what=documents" },
        ]}
      >
        {stored.isError ? (
          <ErrorState error={stored.error} title="The document could not be shown" onRetry={() => void stored.refetch()} />
        ) : (
          <LoadingLines lines={8} label="Loading the document" />
        )}
      </Page>
    );
  return <Editor key={key} itsKey={key} version={stored.data.version} from={stored.data.content} />;
}

function Editor({ itsKey, version, from }: { itsKey: string; version?: number; from: DocumentContent }) {
  const [content, setContent] = useState(from);
  const [saved, setSaved] = useState({ version, content: from });
  const [language, setLanguage] = useState<Language>("en");
  const mayBuild = useMay("build");
  const cache = useQueryClient();
  const isChanged = content !== saved.content;
  useKept({
    ...{ what: `document ${itsKey}`, name: content.name, version: saved.version ?? 0, draft: content, changed: isChanged },
    isWhole: isDocument,
    onPutBack: setContent,
    onTakeAway: () => setContent(saved.content),
  });
  const save = useMutation({
    mutationFn: (sent: DocumentContent) => api.put<{ version: number }>(`/api/document-templates/${itsKey}`, { content: ready(sent) }),
    meta: { quiet: true },
    onSuccess: async (answer, sent) => {
      setSaved({ version: answer.version, content: sent });
      forgetBegun();
      notifyDone(`Saved as version ${answer.version}. Flows use it once they are published again.`);
      await cache.invalidateQueries({ queryKey: ["templates"] });
    },
  });
  const variant = content.variants?.[language];
  const put = (change: Partial<DocumentVariant>) =>
    setContent({ ...content, variants: { ...content.variants, [language]: { ...(variant ?? blank(content.name)), ...change } } });
  return (
    <Page
      title={content.name}
      beside={versionWords(saved.version, isChanged)}
      crumbs={[
        { label: "Templates", to: "/templates" },
        { label: "Documents", to: "/templates?what=documents" },
      ]}
      tools={
        saved.version && (
          <Button
            component="a"
            href={`/api/document-templates/${itsKey}/sample?language=${language}`}
            target="_blank"
            rel="noopener"
            leftSection={<IconFileTypePdf size={16} stroke={1.7} />}
          >
            Look at the saved one
          </Button>
        )
      }
      primary={
        mayBuild && (
          <Button variant="filled" loading={save.isPending} onClick={() => save.mutate(content)}>
            Save
          </Button>
        )
      }
    >
      <FormProblems error={save.error} />
      <div className={`${styles.writing} ${styles.alone}`}>
        <TextInput label="Name" value={content.name} onChange={(event) => setContent({ ...content, name: event.currentTarget.value })} />
        <TextInput
          label="File name"
          description="With merge fields; the name and the person’s when left empty"
          value={content.fileAs ?? ""}
          onChange={(event) => setContent({ ...content, fileAs: event.currentTarget.value || undefined })}
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
            <TextInput label="Title" value={variant.title} onChange={(event) => put({ title: event.currentTarget.value })} />
            <TextInput
              label="Below the title"
              value={variant.subtitle ?? ""}
              onChange={(event) => put({ subtitle: event.currentTarget.value || undefined })}
            />
            <TextInput
              label="Below the date"
              value={variant.reference ?? ""}
              onChange={(event) => put({ reference: event.currentTarget.value || undefined })}
            />
            <BlockList
              blocks={variant.body}
              types={documentBlocks}
              problems={below(save.error, `/content/variants/${language}/body/`)}
              onChange={(body) => put({ body: body as DocumentVariant["body"] })}
            />
          </>
        ) : (
          <Button onClick={() => put(content.variants?.en ?? blank(content.name))}>Write it in this language too</Button>
        )}
      </div>
    </Page>
  );
}

const isDocument = ({ name, variants }: Partial<DocumentContent>): boolean =>
  typeof name === "string" && Object.values(variants ?? {}).every((one) => typeof one?.title === "string" && Array.isArray(one.body));

const ready = (content: DocumentContent): DocumentContent => ({
  ...content,
  variants: Object.fromEntries(
    Object.entries(content.variants ?? {}).map(([language, variant]) => [
      language,
      variant && { ...variant, body: variant.body.map(tidied) as DocumentVariant["body"] },
    ]),
  ),
});
