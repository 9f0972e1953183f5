import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import type { RunLine } from "../../../domain/runs/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import type { Column } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { Leading, PagedList } from "../shared/PagedList.tsx";
import { RunActs } from "../shared/RunActs.tsx";
import { usePagedList } from "../shared/usePagedList.ts";
import styles from "./Attention.module.css";

type Row = Wire<RunLine>;
const stuckAt = (row: Row) => row.position.find((place) => place.state === "attention");

/** Every run that can't go on by itself, with what happened and what can be done; many at once where many have the same trouble. */
export default function Attention() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const flowKey = params.get("flow") ?? "";
  const list = usePagedList<Row>("/api/runs", "runs", { status: "attention", ...(flowKey ? { flowKey } : {}) });
  const flows = useStuckFlows();
  const all = flows.reduce((sum, flow) => sum + flow.count, 0);
  return (
    <Page title="Needs attention" crumbs={[{ label: "Today", to: "/" }]} fill>
      {flows.length > 0 && (
        <FilterChips
          label="Flow"
          choices={[
            { value: "", label: "All flows", count: all },
            ...flows.map(({ key, name, count }) => ({ value: key, label: name, count })),
          ]}
          value={flowKey}
          onChange={(key) => setParams(key ? { flow: key } : {})}
        />
      )}
      <PagedList
        list={list}
        label="Runs that need attention"
        columns={columns}
        rowLabel={(row) => `${row.subject.name}, ${row.flowName}`}
        onOpen={(row) => void navigate(`/runs/${row.id}`)}
        {...(mayWork
          ? { bulk: (keys: string[], clear: () => void) => <RunActs whom={{ runIds: keys }} count={keys.length} clear={clear} /> }
          : {})}
        narrowRowHeight={94}
        empty={
          <EmptyState icon={IconCircleCheck} title="Everything goes on by itself">
            When a flow can't go on, because an address is wrong or a date is missing, it stops and stands here with the reason and what you
            can do: try again, leave a step out or take somebody out of the flow.
          </EmptyState>
        }
      />
    </Page>
  );
}

interface FlowCounts {
  key: string;
  name: string;
  counts: { attention: number }[];
}

/** The flows in which somebody stands still, most first. */
function useStuckFlows(): { key: string; name: string; count: number }[] {
  const { data } = useQuery({
    queryKey: ["flows", "stuck"],
    queryFn: () => api.get<{ flows: FlowCounts[] }>("/api/flows"),
    // What was just done here is counted a moment later.
    refetchInterval: 5_000,
  });
  return (data?.flows ?? [])
    .map(({ key, name, counts }) => ({ key, name, count: counts.reduce((sum, one) => sum + one.attention, 0) }))
    .filter((flow) => flow.count > 0)
    .sort((one, other) => other.count - one.count);
}

const columns: Column<Row>[] = [
  {
    key: "who",
    header: "Who",
    width: "minmax(220px, 1.4fr)",
    cell: (row) => <Leading what={row.subject.name} detail={row.flowName} />,
  },
  { key: "step", header: "Step", width: "minmax(120px, 180px)", narrow: false, cell: (row) => stuckAt(row)?.name ?? "" },
  {
    key: "reason",
    header: "What happened, and what to do",
    width: "minmax(240px, 2fr)",
    cell: (row) => <span className={styles.reason}>{stuckAt(row)?.reason ?? "It could not go on. Open it to see why."}</span>,
  },
  {
    key: "since",
    header: "Since",
    width: "150px",
    narrow: false,
    cell: (row) => {
      const since = stuckAt(row)?.since;
      return since ? <When at={since} /> : null;
    },
  },
];
