import "@mantine/charts/styles.layer.css";
import { BarChart } from "@mantine/charts";
import type { LeadReport } from "../../../domain/reports/index.ts";
import { useNarrow } from "../../components/useNarrow.ts";
import { formatWhen } from "../../components/when.ts";

/** The four sources with the most leads have a colour of their own; the rest share one. */
const colours = ["var(--tell)", "var(--decide)", "var(--record)", "var(--ask)"];

/** Leads of each week by source. The same numbers stand in the table below, so the picture is hidden from screen readers. */
export default function LeadsChart({ report }: { report: LeadReport }) {
  const narrow = useNarrow();
  const known = report.bySource.toSorted((a, b) => b.leads - a.leads).slice(0, colours.length);
  const nameOf = (key: string) => known.find((one) => one.key === key)?.name ?? "Others";
  const data = report.weeks.map(({ week, sources }) => {
    const row: Record<string, string | number> = { week: weekWords(week) };
    for (const [source, leads] of Object.entries(sources)) row[nameOf(source)] = Number(row[nameOf(source)] ?? 0) + leads;
    return row;
  });
  const series = known.map((one, index) => ({ name: one.name, color: colours[index] ?? "var(--edge)" }));
  if (report.bySource.length > known.length) series.push({ name: "Others", color: "var(--edge)" });
  return (
    <div aria-hidden="true" style={{ height: "100%" }}>
      <BarChart
        h="100%"
        data={data}
        dataKey="week"
        type="stacked"
        series={series}
        withLegend
        legendProps={{ verticalAlign: "top", align: "right", height: narrow ? 54 : 30 }}
        tickLine="none"
        gridAxis="x"
        barProps={{ isAnimationActive: false, maxBarSize: 50, radius: 2 }}
        xAxisProps={{ interval: "equidistantPreserveStart" }}
        yAxisProps={{ allowDecimals: false, width: 32 }}
        barChartProps={{ accessibilityLayer: false }}
        tooltipAnimationDuration={0}
      />
    </div>
  );
}

const weekWords = (week: string) => formatWhen(new Date(`${week}T12:00:00Z`), { zone: "UTC", dayOnly: true }).replace(/^\w+ /, "");
