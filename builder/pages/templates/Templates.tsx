import { Button, Modal, Select, TextInput } from "@mantine/core";
import { IconFileText, IconMail, IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { ShippedMail } from "../../../domain/library/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { keyOf } from "../settings/firm.ts";
import { FlowPlaces } from "../shared/FlowPlaces.tsx";
import { Begun } from "./Begun.tsx";
import styles from "./Templates.module.css";

interface Row {
  key: string;
  name: string;
  version: number;
  languages: string[];
  purpose?: "transactional" | "marketing";
  savedAt: string;
  savedBy: string;
}
type What = "messages" | "documents" | "answers";
const words: Record<What, string> = { messages: "message", documents: "document", answers: "saved answer" };
/** Its dialog comes with the editor: fetched when somebody looks there. */
const SavedAnswers = lazy(() => import("./SavedAnswers.tsx"));
const languageNames: Record<string, string> = { en: "English", es: "Spanish" };

const columns: Column<Row>[] = [
  { key: "name", header: "Name", cell: (row) => <b>{row.name}</b>, width: "minmax(200px, 2fr)" },
  { key: "kind", header: "For", cell: (row) => (row.purpose === "marketing" ? "Marketing" : "Clients"), narrow: false },
  { key: "languages", header: "Languages", cell: (row) => row.languages.map((one) => languageNames[one] ?? one).join(", ") },
  { key: "version", header: "Version", cell: (row) => row.version, width: "80px", align: "end", narrow: false },
  { key: "saved", header: "Saved", cell: (row) => <When at={row.savedAt} />, width: "minmax(160px, 1fr)", narrow: false },
];

/** The messages that flows send and the documents they make. */
export default function Templates() {
  const [params, setParams] = useSearchParams();
  const asked = params.get("what");
  const what: What = asked === "documents" || asked === "answers" ? asked : "messages";
  const [adding, setAdding] = useState(false);
  const navigate = useNavigate();
  const mayBuild = useMay("build");
  const mayWork = useMay("work");
  const path = what === "messages" ? "/api/message-templates" : "/api/document-templates";
  const list = useQuery({ queryKey: ["templates", what], queryFn: () => api.get<{ templates: Row[] }>(path), enabled: what !== "answers" });
  const word = words[what];
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  // "3 days before" stands before "14 days before".
  const rows = (list.data?.templates ?? [])
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  return (
    <Page
      title="Templates"
      fill
      beside={<FlowPlaces now="/templates" />}
      primary={
        (what === "answers" ? mayWork : mayBuild) && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setAdding(true)}>
            New {word}
          </Button>
        )
      }
    >
      <FilterChips
        label="Kind"
        choices={[
          { value: "messages", label: "Messages" },
          { value: "documents", label: "Documents" },
          { value: "answers", label: "Saved answers" },
        ]}
        value={what}
        onChange={(value) => setParams({ what: value })}
      >
        {what !== "answers" && (
          <input
            className={styles.search}
            type="search"
            placeholder={`Find a ${word}`}
            aria-label={`Find a ${word}`}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </FilterChips>
      {what !== "answers" && list.data && <Begun what={what} known={list.data.templates.map((row) => row.key)} />}
      {what === "answers" ? (
        <Suspense>
          <SavedAnswers adding={adding} onAdded={() => setAdding(false)} />
        </Suspense>
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} title={`The ${what} could not be shown`} />
      ) : (
        <DataList
          label="Templates"
          columns={what === "messages" ? columns : columns.filter((column) => column.key !== "kind")}
          rows={rows}
          rowKey={(row) => row.key}
          rowLabel={(row) => row.name}
          onOpen={(row) => void navigate(`/templates/${what}/${row.key}`)}
          loading={list.isPending}
          empty={
            wanted ? (
              <EmptyState icon={IconSearch} title="Nothing is called that">
                Search for another part of its name.
              </EmptyState>
            ) : (
              <EmptyState icon={what === "messages" ? IconMail : IconFileText} title={`No ${what} yet`}>
                {what === "messages" ? "What flows write to clients stands here." : "Agreements and letters that flows make stand here."} A
                flow that ships brings its own; the first of yours begins with “New {word}”.
              </EmptyState>
            )
          }
        />
      )}
      <NewTemplate
        word={word}
        taken={list.data?.templates ?? []}
        opened={adding && what !== "answers"}
        onClose={() => setAdding(false)}
        onMade={(key, name, from) => void navigate(`/templates/${what}/${key}`, { state: { name, from } })}
      />
    </Page>
  );
}

interface NewProps {
  word: string;
  /** Those there are: one of the same name would be saved over it. */
  taken: Row[];
  opened: boolean;
  onClose: () => void;
  onMade: (key: string, name: string, from: string | null) => void;
}

/** The name; the key by which flows name it is made from it. */
function NewTemplate({ word, taken, opened, onClose, onMade }: NewProps) {
  const [name, setName] = useState("");
  const [from, setFrom] = useState<string | null>(null);
  const key = keyOf(name);
  const same = taken.find((row) => row.key === key);
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (key && !same) onMade(key, name.trim(), from);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={`New ${word}`}>
      <form onSubmit={make}>
        <TextInput
          label="Name"
          description={key ? `Flows call it “${key}”` : "Such as Welcome, or Engagement agreement"}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          error={same && `There is one called “${same.name}” already. Open it in the list, or choose another name.`}
          data-autofocus
        />
        {word === "message" && <Shipped value={from} onChange={setFrom} />}
        <Button type="submit" variant="filled" mt="md" disabled={!key || same !== undefined}>
          Write it
        </Button>
      </form>
    </Modal>
  );
}

/** The messages that ship, to begin one's own with. */
function Shipped({ value, onChange }: { value: string | null; onChange: (key: string | null) => void }) {
  const { data } = useQuery({
    queryKey: ["shipped-mails"],
    queryFn: () => api.get<{ mails: ShippedMail[] }>("/api/library/mails"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Select
      label="Begin with one that ships (optional)"
      mt="md"
      searchable
      clearable
      data={(data?.mails ?? []).map((one) => ({ value: one.key, label: one.name }))}
      value={value}
      onChange={onChange}
    />
  );
}
