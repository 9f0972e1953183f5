import { IconAlertTriangle, IconPencil, IconRoute } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import { type Column, DataList } from "../../components/DataList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile, type Tone } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import type { FlowLine } from "../../editor/api/flows.ts";
import { plainNames } from "../../editor/words/names.ts";
import { startTitle } from "../../editor/words/start.ts";
import styles from "./Flows.module.css";
import { countsOf } from "./filter.ts";
import { flowIcon } from "./flowIcon.ts";
import { GoalRate, Weeks } from "./Trend.tsx";
import { useStageName } from "./useStageName.ts";

const about: Record<FlowLine["subject"], string> = { contact: "About a person", matter: "About a matter", occasion: "About a date" };

/** The first column: what it is called, and what starts it. */
const nameColumn = (stage: (key: string) => string): Column<FlowLine> => ({
  key: "flow",
  header: "Flow",
  width: "minmax(220px, 2.2fr)",
  cell: (flow) => {
    const [icon, tone] = flowIcon(flow);
    const { enrol, subject } = flow;
    return (
      <span className={styles.flow}>
        <Tile icon={icon} tone={tone as Tone} />
        <span>
          <b>{flow.name}</b>
          <span>{enrol ? startTitle({ enrol, subject }, { ...plainNames, stage }) : about[subject]}</span>
        </span>
      </span>
    );
  },
});

const columns: Column<FlowLine>[] = [
  {
    key: "version",
    header: "Version",
    width: "104px",
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
  {
    key: "running",
    header: "In flow",
    width: "60px",
    align: "end",
    cell: (flow) => <Count value={countsOf(flow).running} said="in it" />,
  },
  {
    key: "waiting",
    header: "Waiting",
    width: "64px",
    align: "end",
    narrow: false,
    cell: (flow) => {
      const { running, attention, held } = countsOf(flow);
      return <Count value={Math.max(0, running - attention - held)} tone="waiting" />;
    },
  },
  { key: "done", header: "Ended", width: "64px", align: "end", narrow: false, cell: (flow) => <Count value={countsOf(flow).ended} /> },
  {
    key: "attention",
    header: "Attention",
    width: "84px",
    align: "end",
    cell: (flow) => {
      const { attention } = countsOf(flow);
      return attention > 0 ? (
        <StateChip state="attention" icon={IconAlertTriangle}>
          {attention.toLocaleString("en-US")}
          <span className="visually-hidden"> need attention</span>
        </StateChip>
      ) : (
        <Count value={0} said="need attention" />
      );
    },
  },
  {
    key: "goal",
    header: "Goal reached",
    width: "minmax(150px, 1fr)",
    narrow: false,
    cell: (flow) => <GoalRate flow={flow} />,
  },
  { key: "weeks", header: "Started a week", width: "104px", narrow: false, cell: (flow) => <Weeks begun={flow.trend?.begun ?? []} /> },
  {
    key: "changed",
    header: "Changed",
    width: "minmax(140px, 0.8fr)",
    narrow: false,
    cell: (flow) => (
      <span className={styles.changed}>
        <PersonAvatar name={flow.draftSavedBy.name} size="s" /> <When at={flow.draftSavedAt} showZone={false} />
      </span>
    ),
  },
];

/** `said` stands beside it on a phone, where no column says what is counted. */
function Count({ value, tone, said }: { value: number; tone?: "waiting"; said?: string }) {
  return (
    <span className={`${styles.number} num`} data-tone={value > 0 ? tone : undefined} data-zero={value === 0 || undefined}>
      {value.toLocaleString("en-US")}
      {said && <span className={styles.said}> {said}</span>}
    </span>
  );
}

export function FlowList({ flows, loading }: { flows: FlowLine[]; loading: boolean }) {
  const navigate = useNavigate();
  const stage = useStageName();
  return (
    <DataList
      label="Flows"
      columns={[nameColumn(stage), ...columns]}
      rows={flows}
      rowKey={(flow) => flow.key}
      rowLabel={(flow) => flow.name}
      rowHeight={52}
      height={Math.min(456, 42 + Math.max(flows.length, 2) * 52 + 4)}
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
