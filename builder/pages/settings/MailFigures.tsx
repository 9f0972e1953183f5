import { Select } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import type { Deliverability } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import styles from "./MailFigures.module.css";
import { MailTable, type View, views } from "./MailTable.tsx";
import { advice, guardWords } from "./mailAdvice.ts";
import settings from "./Settings.module.css";

export type MailReport = Wire<Deliverability>;

/** The charting library is bigger than the page: fetched beside it, not before. */
const MailCharts = lazy(() => import("./MailCharts.tsx"));

const stretches = [
  { value: "28", label: "4 weeks" },
  { value: "91", label: "13 weeks" },
  { value: "364", label: "A year" },
];
interface Part {
  flow: string;
  template: string;
  domain: string;
}
const all: Part = { flow: "", template: "", domain: "" };

/** What became of the firm's email, week by week, and what to do where a number turns bad. */
export function MailFigures() {
  const [days, setDays] = useState("91");
  const [part, setPart] = useState(all);
  const [view, setView] = useState<View>("weeks");
  const whole = useReport(days, all);
  const { data, error, refetch } = useReport(days, part);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={5} />;
  const guard = guardWords(data.guard);
  return (
    <Card heading="What became of your email">
      <div className={settings.form}>
        <FilterChips label="Of the last" choices={stretches} value={days} onChange={setDays} />
        {whole.data && <Parts whole={whole.data} part={part} onChange={setPart} />}
        <p>
          <StateChip state={guard.state}>{guard.words}</StateChip> <span className={settings.saved}>{guard.says}</span>{" "}
          {data.guard.verdict === "hold" && <Link to="/settings/holds">Open Holds</Link>}
        </p>
        <div role="status" className={styles.advice}>
          {advice(data).map(({ says, show }) => (
            <p key={says} className={settings.advice}>
              {says} {show && <Link to={`/outbox?show=${show}`}>Show them</Link>}
            </p>
          ))}
        </div>
        {data.total.sent === 0 ? (
          <p className={settings.saved}>No such email left in this time.</p>
        ) : (
          <>
            <Suspense fallback={<LoadingLines lines={3} label="Drawing" />}>
              <MailCharts report={data} />
            </Suspense>
            <FilterChips label="Show" choices={[...views]} value={view} onChange={setView} />
            <MailTable report={data} view={view} />
          </>
        )}
        <p className={settings.saved}>
          “Delivered” is what a mail server took and did not send back. Links are followed in marketing only. Each message stands in the{" "}
          <Link to="/outbox">outbox</Link>.
        </p>
      </div>
    </Card>
  );
}

function useReport(days: string, { flow, template, domain }: Part) {
  return useQuery({
    queryKey: ["deliverability", days, flow, template, domain],
    queryFn: () => api.get<MailReport>("/api/deliverability", { days, flow, template, domain }),
    placeholderData: keepPreviousData,
  });
}

/** Which flow, message and receiving domain: what there was in this time. */
function Parts({ whole, part, onChange }: { whole: MailReport; part: Part; onChange: (part: Part) => void }) {
  const choices = (every: string, rows: { key: string; name: string }[]) => [
    { value: "", label: every },
    ...rows.map(({ key, name }) => ({ value: key, label: name })),
  ];
  const one = (name: keyof Part, label: string, every: string, rows: { key: string; name: string }[]) => (
    <Select
      label={label}
      size="xs"
      searchable={rows.length > 8}
      allowDeselect={false}
      data={choices(every, rows)}
      value={part[name]}
      onChange={(value) => onChange({ ...part, [name]: value ?? "" })}
    />
  );
  return (
    <div className={styles.parts}>
      {one("flow", "Flow", "All flows", whole.flows)}
      {one("template", "Message", "All messages", whole.templates)}
      {one("domain", "Receiving domain", "All domains", whole.domains)}
    </div>
  );
}
