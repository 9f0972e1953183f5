import { IconMail, IconMessage, IconPrinter, IconSend } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Column } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { useNarrow } from "../../components/useNarrow.ts";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { Leading, ListFilters, PagedList } from "../shared/PagedList.tsx";
import { useNarrowed } from "../shared/useNarrowed.ts";
import { usePagedList } from "../shared/usePagedList.ts";
import { addressed, type Row, standing, waits, why } from "./words.ts";

const MessageDialog = lazy(async () => ({ default: (await import("./MessageDialog.tsx")).MessageDialog }));

const filters: Record<string, { label: string; query: Record<string, string> }> = {
  "": { label: "All", query: {} },
  planned: { label: "Planned", query: { state: "planned" } },
  held: { label: "Held", query: { state: "held" } },
  toPost: { label: "To be posted", query: { state: "toPost" } },
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
  const narrowed = useNarrowed("show");
  const { filter, set, isNarrowed } = narrowed;
  const opened = narrowed.params.get("message");
  const list = usePagedList<Row>("/api/messages", "messages", { ...filters[filter.show]?.query, q: filter.q });
  return (
    <Page title="Outbox" crumbs={[{ label: "Reports", to: "/reports" }]} fill>
      <ListFilters narrowed={narrowed} label="Search messages" placeholder="Name, address or subject">
        <FilterChips
          label="Show"
          choices={Object.entries(filters).map(([value, { label }]) => ({ value, label }))}
          value={filter.show}
          onChange={(show) => set({ show })}
        />
      </ListFilters>
      <PagedList
        list={list}
        label="Messages"
        columns={columns}
        rowLabel={(row) => `${row.subject || "A text"} to ${row.to.name || row.to.address}`}
        onOpen={(row) => set({ message: row.id })}
        rowHeight={56}
        narrowRowHeight={92}
        empty={
          <EmptyState icon={IconSend} title={isNarrowed ? "No message is like that" : "Nothing has been sent yet"}>
            {isNarrowed
              ? "Words of a name, an address or a subject are found by how they begin: “okaf” finds Okafor, “afor” does not. Try fewer letters, or show all."
              : "Every email and text to anyone stands here from the moment it is planned, with what it says and why it waits."}
          </EmptyState>
        }
      />
      {opened && (
        <Suspense fallback={null}>
          <MessageDialog messageId={opened} onClose={() => set({ message: "" })} />
        </Suspense>
      )}
    </Page>
  );
}

/** Which message, and to whom; where there is no column for it, as on a phone, rather why it stands so than the address. */
function What({ row }: { row: Row }) {
  const reason = useNarrow() ? why(row) : "";
  return (
    <Leading
      picture={<Tile icon={pictures[row.channel]} tone="tell" />}
      what={row.subject || (row.channel === "text" ? "Text" : "Not made yet")}
      detail={reason ? `to ${row.to.name || row.to.address} · ${reason}` : `to ${addressed(row)}`}
    />
  );
}

const pictures = { email: IconMail, text: IconMessage, letter: IconPrinter };

const columns: Column<Row>[] = [
  {
    key: "what",
    header: "Message",
    width: "minmax(220px, 1.5fr)",
    cell: (row) => <What row={row} />,
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
