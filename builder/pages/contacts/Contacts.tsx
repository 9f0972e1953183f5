import { Button, Select } from "@mantine/core";
import { IconAddressBook, IconPlus, IconSearch, IconTag } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import type { ContactLine } from "../../../domain/contacts/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import type { Column } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { AddToFlow } from "../shared/AddToFlow.tsx";
import styles from "../shared/PagedList.module.css";
import { Leading, ListFilters, PagedList } from "../shared/PagedList.tsx";
import { PossibleMatches } from "../shared/PossibleMatches.tsx";
import { useNarrowed } from "../shared/useNarrowed.ts";
import { usePagedList } from "../shared/usePagedList.ts";

const ContactForm = lazy(async () => ({ default: (await import("../shared/ContactForm.tsx")).ContactForm }));

type Row = Wire<ContactLine>;

export default function Contacts() {
  const narrowed = useNarrowed("tag", "source");
  const { filter, set, isNarrowed } = narrowed;
  const [adding, setAdding] = useState(false);
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const list = usePagedList<Row>("/api/contacts", "contacts", filter);
  const filters = useQuery({
    queryKey: ["contacts", "filters"],
    queryFn: () => api.get<{ tags: string[]; sources: string[] }>("/api/contacts/filters"),
    staleTime: 60_000,
  });
  return (
    <Page
      title="Contacts"
      fill
      tools={mayWork && <AddToFlow of="contact" filter={filter} disabled={list.rows.length === 0} />}
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setAdding(true)}>
            Add a contact
          </Button>
        )
      }
    >
      <PossibleMatches />
      <ListFilters narrowed={narrowed} label="Search contacts" placeholder="Name, email or phone">
        <FilterChips
          label="Source"
          choices={[
            { value: "", label: "Everyone" },
            ...(filters.data?.sources ?? []).slice(0, 6).map((one) => ({ value: one, label: one })),
          ]}
          value={filter.source}
          onChange={(source) => set({ source })}
        />
        {(filters.data?.tags.length ?? 0) > 0 && (
          <Select
            aria-label="Tag"
            placeholder="Any tag"
            clearable
            leftSection={<IconTag size={16} stroke={1.7} />}
            data={filters.data?.tags ?? []}
            value={filter.tag || null}
            onChange={(tag) => set({ tag: tag ?? "" })}
            className={styles.tag}
          />
        )}
      </ListFilters>
      <PagedList
        list={list}
        label="Contacts"
        columns={columns}
        rowLabel={(row) => row.name}
        onOpen={(row) => void navigate(`/contacts/${row.id}`)}
        {...(mayWork ? { bulk: (keys: string[], clear: () => void) => <BulkActs keys={keys} filter={filter} clear={clear} /> } : {})}
        empty={
          isNarrowed ? (
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
      {adding && (
        <Suspense fallback={null}>
          <ContactForm onClose={() => setAdding(false)} onDone={(id) => void navigate(`/contacts/${id}`)} />
        </Suspense>
      )}
    </Page>
  );
}

const Phone = ({ number }: { number: string }) => usePhoneInWords()(number);

const columns: Column<Row>[] = [
  {
    key: "name",
    header: "Name",
    width: "minmax(200px, 2fr)",
    cell: (row) => (
      <Leading
        picture={<PersonAvatar name={row.name} />}
        what={row.name}
        detail={row.email ?? (row.phone ? <Phone number={row.phone} /> : "No email or phone")}
      />
    ),
  },
  {
    key: "phone",
    header: "Phone",
    width: "150px",
    narrow: false,
    cell: (row) => <span className="num">{row.phone && <Phone number={row.phone} />}</span>,
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
  const restore = async (ids: string[]) => {
    for (const id of ids) await api.post(`/api/contacts/${id}/restore`);
    await client.invalidateQueries();
  };
  const remove = async () => {
    const gone: string[] = [];
    setBusy(true);
    try {
      for (const id of keys) {
        await api.delete(`/api/contacts/${id}`);
        gone.push(id);
      }
      clear();
    } finally {
      // Should one of many be refused, those before it are gone all the same, and can be taken back.
      setBusy(false);
      if (gone.length)
        notifyUndo({ message: `Deleted ${gone.length} ${gone.length === 1 ? "contact" : "contacts"}`, onUndo: () => restore(gone) });
      await client.invalidateQueries();
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
