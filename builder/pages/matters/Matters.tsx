import { Button, Select } from "@mantine/core";
import { IconBriefcase, IconPlus, IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import type { MatterLine } from "../../../domain/matters/index.ts";
import { useMay } from "../../api/me.ts";
import { usePipelines, useStaff } from "../../api/offices.ts";
import type { Wire } from "../../api/wire.ts";
import type { Column } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { Money } from "../../components/Money.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { AddToFlow } from "../shared/AddToFlow.tsx";
import styles from "../shared/PagedList.module.css";
import { Leading, ListFilters, PagedList } from "../shared/PagedList.tsx";
import { useNarrowed } from "../shared/useNarrowed.ts";
import { usePagedList } from "../shared/usePagedList.ts";
import { Views } from "./Views.tsx";

const MatterForm = lazy(async () => ({ default: (await import("../shared/MatterForm.tsx")).MatterForm }));

type Row = Wire<MatterLine>;

export default function Matters() {
  const narrowed = useNarrowed("caseType", "stage", "state", "assignee");
  const { filter, set, isNarrowed } = narrowed;
  const [adding, setAdding] = useState(narrowed.params.get("add") === "1");
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const pipelines = usePipelines();
  const staff = useStaff();
  const list = usePagedList<Row>("/api/matters", "matters", filter);
  const stages = pipelines.find((one) => one.caseType === filter.caseType)?.stages ?? [];
  return (
    <Page
      title="Matters"
      fill
      beside={<Views now="list" caseType={filter.caseType} />}
      tools={mayWork && <AddToFlow of="matter" filter={filter} disabled={list.rows.length === 0} />}
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setAdding(true)}>
            Add a matter
          </Button>
        )
      }
    >
      <ListFilters narrowed={narrowed} label="Search matters" placeholder="Number, title or person">
        <FilterChips
          label="Case type"
          choices={[{ value: "", label: "All case types" }, ...pipelines.map((one) => ({ value: one.caseType, label: one.name }))]}
          value={filter.caseType}
          onChange={(value) => set({ caseType: value, stage: "" })}
        />
        {stages.length > 0 && (
          <Select
            aria-label="Stage"
            placeholder="Any stage"
            clearable
            className={styles.tag}
            data={stages.map((one) => ({ value: one.id, label: one.name }))}
            value={filter.stage || null}
            onChange={(value) => set({ stage: value ?? "" })}
          />
        )}
        <Select
          aria-label="Assigned to"
          placeholder="Everyone's"
          clearable
          className={styles.tag}
          data={[...staff.map((one) => ({ value: one.id, label: one.name })), { value: "nobody", label: "Nobody yet" }]}
          value={filter.assignee || null}
          onChange={(value) => set({ assignee: value ?? "" })}
        />
      </ListFilters>
      <PagedList
        list={list}
        label="Matters"
        columns={columns}
        rowLabel={(row) => row.title}
        onOpen={(row) => void navigate(`/matters/${row.id}`)}
        {...(mayWork
          ? { bulk: (keys: string[], clear: () => void) => <AddToFlow of="matter" ids={keys} filter={filter} onDone={clear} /> }
          : {})}
        empty={
          isNarrowed ? (
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
      {adding && (
        <Suspense fallback={null}>
          <MatterForm
            matter={{ caseType: filter.caseType }}
            onClose={() => setAdding(false)}
            onDone={(id) => void navigate(`/matters/${id}`)}
          />
        </Suspense>
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
    cell: (row) => <Leading what={row.title} detail={`${row.number} · ${row.contactName}`} />,
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
