import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAddressBook, IconPlus, IconSearch, IconTag } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { ContactLine } from "../../../domain/contacts/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { AddToFlow } from "../shared/AddToFlow.tsx";
import { ContactForm } from "../shared/ContactForm.tsx";
import { PossibleMatches } from "../shared/PossibleMatches.tsx";
import { usePagedList } from "../shared/usePagedList.ts";
import { phoneInWords } from "../shared/words.ts";
import styles from "./Contacts.module.css";

type Row = Wire<ContactLine>;

export default function Contacts() {
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState(params.get("q") ?? "");
  const [q] = useDebouncedValue(words, 250);
  const [adding, setAdding] = useState(false);
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const tag = params.get("tag") ?? "";
  const source = params.get("source") ?? "";
  const list = usePagedList<Row>("/api/contacts", "contacts", { q, tag, source });
  const filters = useQuery({
    queryKey: ["contacts", "filters"],
    queryFn: () => api.get<{ tags: string[]; sources: string[] }>("/api/contacts/filters"),
    staleTime: 60_000,
  });
  const set = (name: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const narrowed = Boolean(q || tag || source);
  return (
    <Page
      title="Contacts"
      fill
      tools={mayWork && <AddToFlow of="contact" filter={{ q, tag, source }} disabled={list.rows.length === 0} />}
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setAdding(true)}>
            Add a contact
          </Button>
        )
      }
    >
      <PossibleMatches />
      <div className={styles.filters}>
        <TextInput
          aria-label="Search contacts"
          placeholder="Name, email or phone"
          leftSection={<IconSearch size={16} stroke={1.7} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          className={styles.search}
        />
        <FilterChips
          label="Source"
          choices={[
            { value: "", label: "Everyone" },
            ...(filters.data?.sources ?? []).slice(0, 6).map((one) => ({ value: one, label: one })),
          ]}
          value={source}
          onChange={(value) => set("source", value)}
        />
        {(filters.data?.tags.length ?? 0) > 0 && (
          <Select
            aria-label="Tag"
            placeholder="Any tag"
            clearable
            leftSection={<IconTag size={16} stroke={1.7} />}
            data={filters.data?.tags ?? []}
            value={tag || null}
            onChange={(value) => set("tag", value ?? "")}
            className={styles.tag}
          />
        )}
      </div>
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataList
          label="Contacts"
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.name}
          onOpen={(row) => void navigate(`/contacts/${row.id}`)}
          {...(mayWork
            ? { bulk: (keys: string[], clear: () => void) => <BulkActs keys={keys} filter={{ q, tag, source }} clear={clear} /> }
            : {})}
          loading={list.isPending}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          empty={
            narrowed ? (
              <EmptyState icon={IconSearch} title="Nobody found">
                No contact fits. Try fewer letters, or take a filter away.
              </EmptyState>
            ) : (
              <EmptyState icon={IconAddressBook} title="No contacts yet">
                Contacts come by themselves when someone fills in the form on your website. You can also add one by hand, or bring them in
                from a CSV file in Settings.
              </EmptyState>
            )
          }
        />
      )}
      {adding && <ContactForm onClose={() => setAdding(false)} onDone={(id) => void navigate(`/contacts/${id}`)} />}
    </Page>
  );
}

const columns: Column<Row>[] = [
  {
    key: "name",
    header: "Name",
    width: "minmax(200px, 2fr)",
    cell: (row) => (
      <span className={styles.who}>
        <PersonAvatar name={row.name} />
        <span>
          <b>{row.name}</b>
          <small>{row.email ?? (row.phone ? phoneInWords(row.phone) : "No email or phone")}</small>
        </span>
      </span>
    ),
  },
  {
    key: "phone",
    header: "Phone",
    width: "150px",
    narrow: false,
    cell: (row) => <span className="num">{row.phone ? phoneInWords(row.phone) : ""}</span>,
  },
  {
    key: "matters",
    header: "Matters",
    width: "80px",
    align: "end",
    narrow: false,
    cell: (row) => <span className="num">{row.matters || ""}</span>,
  },
  { key: "source", header: "Came from", narrow: false, cell: (row) => row.source ?? "" },
  {
    key: "tags",
    header: "Tags",
    narrow: false,
    cell: (row) => (
      <span className={styles.tags}>
        {row.tags.slice(0, 3).map((one) => (
          <StateChip key={one} state="plain">
            {one}
          </StateChip>
        ))}
      </span>
    ),
  },
  { key: "since", header: "Since", width: "120px", narrow: false, cell: (row) => <When at={row.createdAt} dayOnly /> },
];

function BulkActs({ keys, filter, clear }: { keys: string[]; filter: Record<string, string>; clear: () => void }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const each = async (call: (id: string) => Promise<unknown>) => {
    for (const id of keys) await call(id);
    await client.invalidateQueries();
  };
  const remove = async () => {
    setBusy(true);
    try {
      await each((id) => api.delete(`/api/contacts/${id}`));
      clear();
      notifyUndo({
        message: `Deleted ${keys.length} ${keys.length === 1 ? "contact" : "contacts"}`,
        onUndo: () => each((id) => api.post(`/api/contacts/${id}/restore`)),
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <AddToFlow of="contact" ids={keys} filter={filter} onDone={clear} />
      <Button size="xs" loading={busy} onClick={() => void remove()}>
        Delete
      </Button>
    </>
  );
}
