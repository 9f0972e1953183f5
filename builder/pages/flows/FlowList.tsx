import { IconAlertTriangle, IconPencil, IconRoute } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile, type Tone } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import type { FlowLine } from "../../editor/api/flows.ts";
import styles from "./Flows.module.css";
import { countsOf } from "./filter.ts";
import { flowIcon } from "./flowIcon.ts";

const about: Record<FlowLine["subject"], string> = { contact: "About a person", matter: "About a matter", occasion: "About a date" };

const columns: Column<FlowLine>[] = [
  {
    key: "flow",
    header: "Flow",
    width: "minmax(220px, 2.4fr)",
    cell: (flow) => {
      const [icon, tone] = flowIcon(flow);
      return (
        <span className={styles.flow}>
          <Tile icon={icon} tone={tone as Tone} />
          <span>
            <b>{flow.name}</b>
            <span>{about[flow.subject]}</span>
          </span>
        </span>
      );
    },
  },
  {
    key: "version",
    header: "Version",
    width: "minmax(140px, 1fr)",
    cell: (flow) =>
      flow.state === "live" ? (
        <StateChip state="done">Live {flow.liveVersion}</StateChip>
      ) : flow.state === "paused" ? (
        <StateChip state="held">Paused</StateChip>
      ) : (
        <StateChip state="plain" icon={IconPencil}>
          Draft only
        </StateChip>
      ),
  },
  { key: "running", header: "In flow", width: "84px", align: "end", cell: (flow) => <Count value={countsOf(flow).running} /> },
  {
    key: "waiting",
    header: "Waiting",
    width: "84px",
    align: "end",
    narrow: false,
    cell: (flow) => {
      const { running, attention, held } = countsOf(flow);
      return <Count value={Math.max(0, running - attention - held)} tone="waiting" />;
    },
  },
  { key: "done", header: "Ended", width: "84px", align: "end", narrow: false, cell: (flow) => <Count value={countsOf(flow).ended} /> },
  {
    key: "attention",
    header: "Attention",
    width: "96px",
    align: "end",
    cell: (flow) => {
      const { attention } = countsOf(flow);
      return attention > 0 ? (
        <StateChip state="attention" icon={IconAlertTriangle}>
          {attention.toLocaleString("en-US")}
          <span className="visually-hidden"> need attention</span>
        </StateChip>
      ) : (
        <Count value={0} />
      );
    },
  },
  {
    key: "changed",
    header: <span className={styles.after}>Changed</span>,
    width: "minmax(170px, 1fr)",
    narrow: false,
    cell: (flow) => (
      <span className={`${styles.changed} ${styles.after}`}>
        <PersonAvatar name={flow.draftSavedBy.name} size="s" /> <When at={flow.draftSavedAt} showZone={false} />
      </span>
    ),
  },
];

function Count({ value, tone }: { value: number; tone?: "waiting" }) {
  return (
    <span className={`${styles.number} num`} data-tone={value > 0 ? tone : undefined} data-zero={value === 0 || undefined}>
      {value.toLocaleString("en-US")}
    </span>
  );
}

export function FlowList({ flows, loading }: { flows: FlowLine[]; loading: boolean }) {
  const navigate = useNavigate();
  return (
    <DataList
      label="Flows"
      columns={columns}
      rows={flows}
      rowKey={(flow) => flow.key}
      rowLabel={(flow) => flow.name}
      rowHeight={52}
      height={Math.min(520, 42 + Math.max(flows.length, 2) * 52 + 4)}
      loading={loading}
      onOpen={(flow) => navigate(`/flows/${flow.key}`)}
      empty={
        <EmptyState icon={IconRoute} title="No flow fits">
          Show all again, or look for another word.
        </EmptyState>
      }
    />
  );
}
