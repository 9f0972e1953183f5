import { Button, Select } from "@mantine/core";
import {
  IconAd2,
  IconChartBar,
  IconDownload,
  IconPhone,
  IconQuestionMark,
  IconSend,
  IconUsersGroup,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import type { FlowReport, LeadReport, LeadRow } from "../../../domain/reports/index.ts";
import { api } from "../../api/client.ts";
import { useFirmZone } from "../../api/me.ts";
import { usePipelines } from "../../api/offices.ts";
import { Card } from "../../components/Card.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { Page } from "../../frame/Page.tsx";
import { Figures } from "./Figures.tsx";
import { FlowTable } from "./FlowTable.tsx";
import { LeadTable } from "./LeadTable.tsx";
import { csvOf, leadCells, leadColumns } from "./numbers.ts";
import styles from "./Reports.module.css";
import { isRange, rangeChoices, rangeWords, stretchOf } from "./ranges.ts";
import { Speed } from "./Speed.tsx";

/** The charting library is as big as the rest of the page: fetched beside it, not before. */
const LeadsChart = lazy(() => import("./LeadsChart.tsx"));

export default function Reports() {
  const [params, setParams] = useSearchParams();
  const zone = useFirmZone();
  const pipelines = usePipelines();
  const asked = params.get("range");
  const range = isRange(asked) ? asked : "90";
  const caseType = params.get("caseType") ?? "";
  // The same question as long as the day and the chips are the same.
  const today = new Date().toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `today` stands for the present.
  const stretch = useMemo(() => stretchOf(range, new Date(), zone), [range, zone, today]);
  const leads = useQuery({
    queryKey: ["reports", "leads", stretch, caseType],
    queryFn: () => api.get<LeadReport>("/api/reports/leads", { ...stretch, caseType }),
    placeholderData: keepPreviousData,
  });
  const flows = useQuery({
    queryKey: ["reports", "flows", stretch],
    queryFn: () => api.get<FlowReport>("/api/reports/flows", stretch),
    placeholderData: keepPreviousData,
  });
  const set = (name: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return (
    <Page
      title="Leads and staff"
      beside={rangeWords(new Date(stretch.from), new Date(stretch.to), zone)}
      tools={
        <>
          <FilterChips label="Stretch of time" choices={rangeChoices} value={range} onChange={(value) => set("range", value)} />
          <Select
            aria-label="Case type"
            w={170}
            data={[{ value: "", label: "All case types" }, ...pipelines.map((one) => ({ value: one.caseType, label: one.name }))]}
            allowDeselect={false}
            value={caseType}
            onChange={(value) => set("caseType", value ?? "")}
          />
          <Button component={Link} to="/outbox" leftSection={<IconSend size={16} stroke={1.7} />}>
            Outbox
          </Button>
        </>
      }
      primary={leads.data && <Download primary name="leads-by-source" rows={leadRows("Source", leads.data.bySource)} label="Export CSV" />}
    >
      {leads.error ? (
        <ErrorState error={leads.error} title="The report could not be made" onRetry={() => void leads.refetch()} />
      ) : leads.data ? (
        <Leads report={leads.data} />
      ) : (
        <LoadingLines lines={8} label="Counting" />
      )}
      {flows.error && !leads.error && (
        <ErrorState error={flows.error} title="What became of the flows could not be counted" onRetry={() => void flows.refetch()} />
      )}
      {flows.data && <FlowTable flows={flows.data.flows} action={<Download name="flows" rows={flowRows(flows.data)} label="CSV" />} />}
    </Page>
  );
}

function Leads({ report }: { report: LeadReport }) {
  if (!report.total.leads)
    return (
      <EmptyState icon={IconChartBar} title="No leads in this stretch of time">
        Once leads come in, by a <Link to="/forms">form</Link> on your website or added under <Link to="/">Today</Link>, you see here where
        they came from, how fast someone spoke to them, and what became of them.
      </EmptyState>
    );
  return (
    <>
      <Figures report={report} />
      <div className={styles.two}>
        <Card heading="Leads a week">
          <div className={styles.chart}>
            <Suspense fallback={<LoadingLines lines={3} label="Drawing" />}>
              <LeadsChart report={report} />
            </Suspense>
          </div>
        </Card>
        <Speed bands={report.bands} />
      </div>
      <LeadTable
        first="Lead source"
        rows={report.bySource}
        total={report.total}
        last="daysToHire"
        nameOf={(row) => <Source name={row.name} />}
        action={<Download name="leads-by-source" rows={leadRows("Source", report.bySource)} label="CSV" />}
      />
      <LeadTable
        first="Staff"
        rows={report.byStaff}
        last="untouched"
        nameOf={(row) => (
          <>
            {row.key && <PersonAvatar name={row.name} size="s" />}
            {row.name}
          </>
        )}
        action={<Download name="leads-by-staff" rows={leadRows("Staff", report.byStaff)} label="CSV" />}
      />
    </>
  );
}

const iconsBySource: [RegExp, TablerIcon][] = [
  [/referr/i, IconUsersGroup],
  [/web|site|form/i, IconWorld],
  [/ads?\b|google|facebook/i, IconAd2],
  [/phone|call/i, IconPhone],
];
function Source({ name }: { name: string }) {
  const Icon = iconsBySource.find(([known]) => known.test(name))?.[1] ?? IconQuestionMark;
  return (
    <>
      <Icon size={17} stroke={1.7} color="var(--muted)" aria-hidden="true" />
      {name}
    </>
  );
}

const leadRows = (first: string, rows: LeadRow[]) => [[first, ...leadColumns], ...rows.map((row) => [row.name, ...leadCells(row)])];
const flowRows = ({ flows }: FlowReport) => [
  ["Flow", "Entered", "Going on", "Finished", "Reached the goal", "Left", "Need attention"],
  ...flows.map((one) => [one.name, one.entered, one.running, one.finished, one.goal, one.left, one.attention]),
];

interface DownloadProps {
  name: string;
  rows: (string | number | null)[][];
  label: string;
  primary?: boolean;
}
function Download({ name, rows, label, primary = false }: DownloadProps) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([`\uFEFF${csvOf(rows)}`], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button
      size={primary ? "sm" : "xs"}
      variant={primary ? "filled" : "default"}
      leftSection={<IconDownload size={16} stroke={1.7} />}
      onClick={save}
      aria-label={primary ? label : `Download ${name} as CSV`}
    >
      {label}
    </Button>
  );
}
