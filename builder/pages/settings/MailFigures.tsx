import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Became, BecameOf, Deliverability } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { advice, guardWords, rate } from "./mailAdvice.ts";
import styles from "./Settings.module.css";

type Report = Wire<Deliverability>;
const stretches = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
];
const views = [
  { value: "domains", label: "By where it went" },
  { value: "flows", label: "By flow" },
  { value: "templates", label: "By message" },
  { value: "byDay", label: "By day" },
] as const;
type View = (typeof views)[number]["value"];

/** What became of the firm's email, and what to do where a number turns bad. */
export function MailFigures() {
  const [days, setDays] = useState("30");
  const [view, setView] = useState<View>("domains");
  const { data, error, refetch } = useQuery({
    queryKey: ["deliverability", days],
    queryFn: () => api.get<Report>("/api/deliverability", { days }),
    placeholderData: (before) => before,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={5} />;
  const guard = guardWords(data.guard);
  return (
    <Card heading="What became of your email">
      <div className={styles.form}>
        <FilterChips label="Of the last" choices={stretches} value={days} onChange={setDays} />
        <p>
          <StateChip state={guard.state}>{guard.words}</StateChip> <span className={styles.saved}>{guard.says}</span>
        </p>
        {advice(data.total).map((one) => (
          <p key={one} role="alert" className={styles.advice}>
            {one}
          </p>
        ))}
        <FilterChips label="Show" choices={[...views]} value={view} onChange={setView} />
        {data.total.sent === 0 ? (
          <p className={styles.saved}>No email left in this time.</p>
        ) : (
          <Figures total={data.total} rows={rowsOf(data, view)} view={view} />
        )}
        <p className={styles.saved}>
          Links are followed in marketing only. “Sent” is what the mail server took; each message stands in the{" "}
          <Link to="/outbox">outbox</Link>.
        </p>
      </div>
    </Card>
  );
}

const rowsOf = (data: Report, view: View): BecameOf[] =>
  view === "byDay" ? data.byDay.map((one) => ({ ...one, key: one.date, name: one.date })).toReversed() : data[view];

function Figures({ total, rows, view }: { total: Became; rows: BecameOf[]; view: View }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a stretch that scrolls sideways is to be reached by the keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label="Figures of email">
      <table className={styles.figures}>
        <thead>
          <tr>
            <th>{{ domains: "Receiving domain", flows: "Flow", templates: "Message", byDay: "Day" }[view]}</th>
            <th>Sent</th>
            <th>Came back</th>
            <th>Spam</th>
            <th>Clicked</th>
            <th>Answered</th>
          </tr>
        </thead>
        <tbody>
          <Line name="All" became={total} />
          {rows.map((row) => (
            <Line key={row.key} name={row.name} became={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ name, became }: { name: string; became: Became }) {
  const { sent, bounced, complained, clicked, replied } = became;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{sent.toLocaleString("en-US")}</td>
      <td>{rate(bounced, sent)}</td>
      <td>{rate(complained, sent)}</td>
      <td>{rate(clicked, sent)}</td>
      <td>{rate(replied, sent)}</td>
    </tr>
  );
}
