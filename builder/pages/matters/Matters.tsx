import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBriefcase, IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { MatterLine } from "../../../domain/matters/index.ts";
import { useMay } from "../../api/me.ts";
import { usePipelines, useStaff } from "../../api/offices.ts";
import type { Wire } from "../../api/wire.ts";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { Money } from "../../components/Money.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import styles from "../contacts/Contacts.module.css";
import { AddToFlow } from "../shared/AddToFlow.tsx";
import { MatterForm } from "../shared/MatterForm.tsx";
import { usePagedList } from "../shared/usePagedList.ts";
import { Views } from "./Views.tsx";

type Row = Wire<MatterLine>;

export default function Matters() {
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState(params.get("q") ?? "");
  const [q] = useDebouncedValue(words, 250);
  const [adding, setAdding] = useState(params.get("add") === "1");
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const pipelines = usePipelines();
  const staff = useStaff();
  const filters = Object.fromEntries(["caseType", "stage", "state", "assignee"].map((name) => [name, params.get(name) ?? ""])) as Record<
    "caseType" | "stage" | "state" | "assignee",
    string
  >;
  const list = usePagedList<Row>("/api/matters", "matters", { q, ...filters });
  const set = (changes: Record<string, string>) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
      return next;
    });
  const stages = pipelines.find((one) => one.caseType === filters.caseType)?.stages ?? [];
  const narrowed = Boolean(q || Object.values(filters).some(Boolean));
  return (
    <Page
      title="Matters"
      fill
      beside={<Views now="list" caseType={filters.caseType} />}
      tools={mayWork && <AddToFlow of="matter" filter={{ q, ...filters }} disabled={list.rows.length === 0} />}
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setAdding(true)}>
            Add a matter
          </Button>
        )
      }
    >
      <div className={styles.filters}>
        <TextInput
          aria-label="Search matters"
          placeholder="Number, title or person"
          leftSection={<IconSearch size={16} stroke={1.7} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          className={styles.search}
        />
        <FilterChips
          label="Case type"
          choices={[{ value: "", label: "All case types" }, ...pipelines.map((one) => ({ value: one.caseType, label: one.name }))]}
          value={filters.caseType}
          onChange={(value) => set({ caseType: value, stage: "" })}
        />
        {stages.length > 0 && (
          <Select
            aria-label="Stage"
            placeholder="Any stage"
            clearable
            className={styles.tag}
            data={stages.map((one) => ({ value: one.id, label: one.name }))}
            value={filters.stage || null}
            onChange={(value) => set({ stage: value ?? "" })}
          />
        )}
        <Select
          aria-label="Assigned to"
          placeholder="Everyone's"
          clearable
          className={styles.tag}
          data={[...staff.map((one) => ({ value: one.id, label: one.name })), { value: "nobody", label: "Nobody yet" }]}
          value={filters.assignee || null}
          onChange={(value) => set({ assignee: value ?? "" })}
        />
      </div>
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataList
          label="Matters"
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.title}
          onOpen={(row) => void navigate(`/matters/${row.id}`)}
          {...(mayWork
            ? {
                bulk: (keys: string[], clear: () => void) => <AddToFlow of="matter" ids={keys} filter={{ q, ...filters }} onDone={clear} />,
              }
            : {})}
          loading={list.isPending}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          empty={
            narrowed ? (
              <EmptyState icon={IconSearch} title="No matter found">
                None fits. Try fewer letters, or take a filter away.
              </EmptyState>
            ) : (
              <EmptyState icon={IconBriefcase} title="No matters yet">
                A matter is one case of one or more people. It begins when a lead writes to you, or when you add it by hand.
              </EmptyState>
            )
          }
        />
      )}
      {adding && (
        <MatterForm
          matter={{ caseType: filters.caseType }}
          onClose={() => setAdding(false)}
          onDone={(id) => void navigate(`/matters/${id}`)}
        />
      )}
    </Page>
  );
}

const stageState = { open: "info", won: "done", lost: "held" } as const;
const columns: Column<Row>[] = [
  {
    key: "title",
    header: "Matter",
    width: "minmax(220px, 2fr)",
    cell: (row) => (
      <span className={styles.who}>
        <span>
          <b>{row.title}</b>
          <small>
            {row.number} · {row.contactName}
          </small>
        </span>
      </span>
    ),
  },
  { key: "caseType", header: "Case type", narrow: false, cell: (row) => row.caseTypeName },
  { key: "stage", header: "Stage", width: "130px", cell: (row) => <StateChip state={stageState[row.state]}>{row.stageName}</StateChip> },
  { key: "assignee", header: "Assigned to", narrow: false, cell: (row) => row.assigneeName ?? <span className="muted">Nobody yet</span> },
  { key: "source", header: "Came from", narrow: false, cell: (row) => row.source ?? "" },
  {
    key: "value",
    header: "Fee",
    width: "90px",
    align: "end",
    narrow: false,
    cell: (row) => (row.value === undefined ? "" : <Money dollars={row.value} />),
  },
  { key: "opened", header: "Since", width: "110px", narrow: false, cell: (row) => <When at={row.openedAt} dayOnly /> },
];
