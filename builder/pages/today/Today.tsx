import { Button } from "@mantine/core";
import { IconPlus, IconSunHigh } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import type { Today as TodayOf } from "../../../domain/today/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { countedTo } from "../../components/counted.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { zoneName } from "../../components/when.ts";
import { Page } from "../../frame/Page.tsx";
import { PossibleMatches } from "../shared/PossibleMatches.tsx";
import { Agenda } from "./Agenda.tsx";
import { Answers } from "./Answers.tsx";
import { Attention } from "./Attention.tsx";
import { Leads } from "./Leads.tsx";
import { Approvals, Calls, Tasks } from "./Tasks.tsx";
import styles from "./Today.module.css";

const AddLead = lazy(async () => ({ default: (await import("./AddLead.tsx")).AddLead }));

/** What to do now. Asked anew every five seconds, so that a lead stands here while the phone still rings. */
export default function Today() {
  const [params, setParams] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const mayWork = useMay("work");
  const mine = params.get("show") !== "everyone";
  const { data, error, refetch } = useQuery({
    queryKey: ["today", { mine }],
    queryFn: () => api.get<TodayOf>("/api/today", { mine }),
    refetchInterval: 5_000,
    placeholderData: keepPreviousData,
  });
  useFreshMatches(data);
  return (
    <Page
      title="Today"
      beside={data && <Present now={new Date(data.now)} zone={data.zone} />}
      tools={
        <FilterChips
          label="Whose"
          value={mine ? "mine" : "everyone"}
          choices={[
            { value: "mine", label: "Mine", ...(data ? { count: countedTo(1_000, data.counts.mine) } : {}) },
            { value: "everyone", label: "Everyone", ...(data ? { count: countedTo(1_000, data.counts.everyone) } : {}) },
          ]}
          onChange={(value) => setParams(value === "everyone" ? { show: "everyone" } : {}, { replace: true })}
        />
      }
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setAdding(true)}>
            Add a lead
          </Button>
        )
      }
    >
      {data ? (
        <div className={styles.columns}>
          <Waiting today={data} />
          <Agenda today={data} />
        </div>
      ) : error ? (
        <ErrorState error={error} title="Today could not be shown" onRetry={() => void refetch()} />
      ) : (
        <LoadingLines lines={9} label="Gathering what waits" />
      )}
      {adding && (
        <Suspense fallback={null}>
          <AddLead onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function Waiting({ today }: { today: TodayOf }) {
  const due = { zone: today.zone, now: new Date(today.now) };
  const nothing = today.counts.mine === 0 && today.counts.everyone === 0;
  if (nothing)
    return (
      <EmptyState icon={IconSunHigh} title="Nothing waits for you">
        New leads, replies, calls due and tasks appear here as they come, the one that waits longest first.
      </EmptyState>
    );
  return (
    <div className={styles.left}>
      <PossibleMatches />
      <Leads leads={today.leads} />
      <Answers answers={today.answers} />
      <Calls list={today.calls} all={{ count: today.calls.count + today.tasks.count, mayBeMore: today.tasks.mayBeMore }} {...due} />
      <Approvals list={today.approvals} />
      <Attention attention={today.attention} />
      <Tasks list={today.tasks} {...due} />
    </div>
  );
}

/** The questions "existing matter or new?" are asked for anew as soon as Today knows of another. */
function useFreshMatches(today: TodayOf | undefined) {
  const client = useQueryClient();
  const ids = today?.leads.questions.map((one) => one.id).join(" ");
  useEffect(() => {
    if (ids !== undefined) void client.invalidateQueries({ queryKey: ["intakes"] });
  }, [client, ids]);
}

/** "Monday 23 November, 16:40 EST". */
function Present({ now, zone }: { now: Date; zone: string }) {
  const words = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long", day: "numeric", month: "long" }).format(now);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(now);
  return (
    <time dateTime={now.toISOString()}>
      {words.replace(",", "")}, {time} {zoneName(now, zone)}
    </time>
  );
}
