import { ActionIcon, Button, Select } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconPlus, IconUserPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import { useFirmZone, useMay } from "../../api/me.ts";
import { useStaff } from "../../api/offices.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { useNarrow } from "../../components/useNarrow.ts";
import { When } from "../../components/When.tsx";
import { zoneName } from "../../components/when.ts";
import { Page } from "../../frame/Page.tsx";
import { PlanDate } from "../shared/PlanDate.tsx";
import styles from "./Calendar.module.css";
import { DateDialog } from "./DateDialog.tsx";
import { DayList } from "./DayList.tsx";
import { type DateLine, useCalendar } from "./useCalendar.ts";
import { Week } from "./Week.tsx";
import { dayOf, instantOf, stepOf, stretchOf, stretchWords, type View } from "./zoned.ts";

const BookSlot = lazy(async () => ({ default: (await import("./BookSlot.tsx")).BookSlot }));

export default function Calendar() {
  const [params, setParams] = useSearchParams();
  const [dialog, setDialog] = useState<"plan" | "book" | DateLine | null>(null);
  const zone = useFirmZone();
  const narrow = useNarrow();
  const mayWork = useMay("work");
  const today = dayOf(new Date(), zone);
  const view: View = params.get("view") === "month" ? "month" : "week";
  const asked = params.get("day") ?? "";
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  const staffId = params.get("staff") ?? "";
  const stretch = stretchOf(view, day);
  const { data, error, refetch } = useCalendar(stretch, zone, staffId);
  const set = (change: Record<string, string>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <Page
      title="Calendar"
      beside={`${zoneName(instantOf(`${day}T12:00`, zone), zone)}, the firm's time`}
      tools={
        mayWork && (
          <Button leftSection={<IconUserPlus size={16} stroke={1.7} />} onClick={() => setDialog("book")}>
            Book an appointment
          </Button>
        )
      }
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setDialog("plan")}>
            Plan a date
          </Button>
        )
      }
    >
      <Bar view={view} day={day} today={today} staffId={staffId} words={stretchWords(view, stretch)} set={set} />
      {error ? (
        <ErrorState error={error} title="The calendar could not be shown" onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingLines lines={8} />
      ) : view === "week" && !narrow ? (
        <>
          <Week calendar={data} stretch={stretch} onOpen={setDialog} />
          {data.dates.length === 0 && (
            <p className="muted">
              Nothing planned this week. Dates come here when a client books, a flow offers one or you press “Plan a date”.
            </p>
          )}
        </>
      ) : (
        <DayList calendar={data} stretch={stretch} onOpen={setDialog} />
      )}
      {data?.missingFrom && (
        <p role="status">
          There are too many dates to show at once: those from <When at={data.missingFrom} relative={false} /> on are left out. Choose a
          week.
        </p>
      )}
      {dialog === "plan" && <PlanDate day={[day, today].toSorted().at(-1) ?? today} onClose={() => setDialog(null)} />}
      {dialog === "book" && (
        <Suspense fallback={null}>
          <BookSlot zone={zone} onClose={() => setDialog(null)} />
        </Suspense>
      )}
      {dialog && typeof dialog === "object" && <DateDialog line={dialog} zone={zone} onClose={() => setDialog(null)} />}
    </Page>
  );
}

interface BarProps {
  view: View;
  day: string;
  today: string;
  staffId: string;
  words: string;
  set: (change: Record<string, string>) => void;
}

/** Which stretch, whose, and the way to the next. */
function Bar({ view, day, today, staffId, words, set }: BarProps) {
  const staff = useStaff();
  return (
    <div className={styles.bar}>
      <ActionIcon
        variant="default"
        size={32}
        aria-label={view === "week" ? "The week before" : "The month before"}
        onClick={() => set({ day: stepOf(view, day, -1) })}
      >
        <IconChevronLeft size={16} stroke={1.7} />
      </ActionIcon>
      <Button onClick={() => set({ day: "" })} disabled={day === today}>
        Today
      </Button>
      <ActionIcon
        variant="default"
        size={32}
        aria-label={view === "week" ? "The week after" : "The month after"}
        onClick={() => set({ day: stepOf(view, day, 1) })}
      >
        <IconChevronRight size={16} stroke={1.7} />
      </ActionIcon>
      <span className={styles.stretch} role="status">
        {words}
      </span>
      <FilterChips
        label="How much"
        choices={[
          { value: "week", label: "Week" },
          { value: "month", label: "Month" },
        ]}
        value={view}
        onChange={(value) => set({ view: value === "month" ? "month" : "" })}
      />
      <Select
        aria-label="Whose dates"
        w={190}
        data={[{ value: "", label: "Everybody's" }, ...staff.map((one) => ({ value: one.id, label: one.name }))]}
        allowDeselect={false}
        value={staffId}
        onChange={(value) => set({ staff: value ?? "" })}
      />
    </div>
  );
}
