import "@mantine/charts/styles.layer.css";
import { BarChart } from "@mantine/charts";
import { StateChip } from "../../components/StateChip.tsx";
import styles from "./MailFigures.module.css";
import type { MailReport } from "./MailFigures.tsx";
import { type Figure, figures, isBad, rate, share, sinceTheFirst, weekWords } from "./mailAdvice.ts";

const colours: Record<Figure["name"], string> = {
  delivered: "var(--tell)",
  bounced: "var(--wait)",
  complained: "var(--wait)",
  clicked: "var(--record)",
  replied: "var(--decide)",
};

/** One small drawing for each figure, each on a scale of its own: one complaint among a thousand matters, and would not be seen beside them. */
export default function MailCharts({ report }: { report: MailReport }) {
  return (
    <div className={styles.charts}>
      {figures.map((figure) => (
        <OneChart key={figure.name} figure={figure} report={report} />
      ))}
    </div>
  );
}

function OneChart({ figure, report: { total, weeks: all } }: { figure: Figure; report: MailReport }) {
  const weeks = sinceTheFirst(all);
  const { name, label } = figure;
  const counted = name === "delivered";
  const percent = (of: (typeof weeks)[number]) => (of.sent ? (of[name] / of.sent) * 100 : 0);
  const data = weeks.map((one) => ({ week: weekWords(one.week), [label]: counted ? one[name] : percent(one) }));
  const limit = "bad" in figure ? figure.bad * 100 : undefined;
  const highest = Math.max(...data.map((one) => Number(one[label])), 0);
  return (
    <figure className={styles.chart}>
      <figcaption>
        <span>{label}</span>
        <b>{total[name].toLocaleString("en-US")}</b>
        <small>{share(total[name], total.sent)}</small>
        {isBad(figure, total) && <StateChip state="attention">Too many</StateChip>}
      </figcaption>
      {/* The same numbers stand in the table below. */}
      <div aria-hidden="true" className={styles.bars}>
        <BarChart
          h="100%"
          data={data}
          dataKey="week"
          series={[{ name: label, color: colours[name] }]}
          withLegend={false}
          tickLine="none"
          gridAxis="x"
          getBarColor={(value) => (limit !== undefined && value > limit ? "var(--attention)" : colours[name])}
          valueFormatter={(value) =>
            counted ? value.toLocaleString("en-US") : `${value < 1 && value > 0 ? value.toFixed(2) : Math.round(value)}%`
          }
          {...(limit !== undefined && highest > limit / 2
            ? { referenceLines: [{ y: limit, color: "var(--attention)", label: `${limit}%`, labelPosition: "insideBottomLeft" as const }] }
            : {})}
          barProps={{ isAnimationActive: false, maxBarSize: 22, radius: 2 }}
          xAxisProps={{ interval: "preserveStartEnd", minTickGap: 24 }}
          yAxisProps={{ width: 50, tickCount: 3, allowDecimals: !counted, ...(highest === 0 ? { domain: [0, 1], ticks: [0] } : {}) }}
          barChartProps={{ accessibilityLayer: false }}
          tooltipAnimationDuration={0}
        />
      </div>
      <p className="visually-hidden">{`${label}: ${rate(total[name], total.sent)}. The table below tells it week by week.`}</p>
    </figure>
  );
}
