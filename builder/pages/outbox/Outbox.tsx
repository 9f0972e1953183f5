import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconMail, IconMessage, IconSearch, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import who from "../contacts/Contacts.module.css";
import { usePagedList } from "../shared/usePagedList.ts";
import { MessageDialog } from "./MessageDialog.tsx";
import { type Row, standing, waits, why } from "./words.ts";

const filters: Record<string, { label: string; query: Record<string, string> }> = {
  "": { label: "All", query: {} },
  planned: { label: "Planned", query: { state: "planned" } },
  held: { label: "Held", query: { state: "held" } },
  sent: { label: "Sent", query: { state: "sent" } },
  uncertain: { label: "Perhaps sent", query: { state: "uncertain" } },
  failed: { label: "Failed", query: { state: "failed" } },
  skipped: { label: "Not sent", query: { state: "skipped" } },
  back: { label: "Came back", query: { came: "bounce" } },
  spam: { label: "Reported as spam", query: { came: "complainedAt" } },
  answered: { label: "Answered", query: { came: "repliedAt" } },
};

/** Every message to anyone, whatever sent it: how it stands, why, and what it says. */
export default function Outbox() {
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState(params.get("q") ?? "");
  const [q] = useDebouncedValue(words, 250);
  const show = params.get("show") ?? "";
  const opened = params.get("message");
  const list = usePagedList<Row>("/api/messages", "messages", { ...filters[show]?.query, q });
  const set = (name: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return (
    <Page title="Outbox" crumbs={[{ label: "Reports", to: "/reports" }]} fill>
      <div className={who.filters}>
        <TextInput
          aria-label="Search messages"
          placeholder="Name, address or subject"
          leftSection={<IconSearch size={16} stroke={1.7} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          className={who.search}
        />
        <FilterChips
          label="Show"
          choices={Object.entries(filters).map(([value, { label }]) => ({ value, label }))}
          value={show}
          onChange={(value) => set("show", value)}
        />
      </div>
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataList
          label="Messages"
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowLabel={(row) => `${row.subject || "A text"} to ${row.to.name || row.to.address}`}
          onOpen={(row) => set("message", row.id)}
          rowHeight={56}
          narrowRowHeight={92}
          loading={list.isPending}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          empty={
            <EmptyState icon={IconSend} title={q || show ? "No message is like that" : "Nothing has been sent yet"}>
              {q || show
                ? "Look for part of a name, an address or a subject, or show all."
                : "Every email and text to anyone stands here from the moment it is planned, with what it says and why it waits."}
            </EmptyState>
          }
        />
      )}
      {opened && <MessageDialog messageId={opened} onClose={() => set("message", "")} />}
    </Page>
  );
}

const columns: Column<Row>[] = [
  {
    key: "what",
    header: "Message",
    width: "minmax(220px, 1.5fr)",
    cell: (row) => (
      <span className={who.who}>
        <Tile icon={row.channel === "text" ? IconMessage : IconMail} tone="tell" />
        <span>
          <b>{row.subject || (row.channel === "text" ? "Text" : "Not made yet")}</b>
          <small>
            to {row.to.name || row.to.address || "somebody without an address"}
            {row.to.name && row.to.address ? ` · ${row.to.address}` : ""}
          </small>
        </span>
      </span>
    ),
  },
  {
    key: "state",
    header: "How it stands",
    width: "minmax(150px, 0.6fr)",
    cell: (row) => {
      const { state, words } = standing(row);
      return <StateChip state={state}>{words}</StateChip>;
    },
  },
  { key: "why", header: "Why", width: "minmax(0, 1fr)", narrow: false, cell: (row) => <span className="muted small">{why(row)}</span> },
  {
    key: "when",
    header: "When",
    width: "minmax(150px, 0.5fr)",
    cell: (row) => (
      <span className="small">
        {waits(row) && row.plannedFor ? <When at={row.plannedFor} /> : waits(row) ? "Until it is let go" : <When at={row.at} />}
      </span>
    ),
  },
];
