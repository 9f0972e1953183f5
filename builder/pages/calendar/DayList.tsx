import { Button } from "@mantine/core";
import {
  IconCalendar,
  IconGavel,
  IconHome,
  IconHourglass,
  IconMoon,
  IconUsers,
  IconWritingSign,
  type TablerIcon,
} from "@tabler/icons-react";
import type { CalendarOf } from "../../../domain/today/index.ts";
import { Card } from "../../components/Card.tsx";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { dayHeading } from "../../components/when.ts";
import styles from "./Calendar.module.css";
import { DateState } from "./DateState.tsx";
import { type DateLine, kindTone, whereOf, whoOf } from "./useCalendar.ts";
import { dayOf, daysOf, instantOf, type Stretch } from "./zoned.ts";

const icons: Record<string, TablerIcon> = {
  hearing: IconGavel,
  closing: IconHome,
  signing: IconWritingSign,
  deadline: IconHourglass,
  appointment: IconUsers,
};

/** Day by day in lines: a month, and everything on a phone. */
export function DayList({ calendar, stretch, onOpen }: { calendar: CalendarOf; stretch: Stretch; onOpen: (line: DateLine) => void }) {
  const { zone } = calendar;
  const now = new Date(calendar.now);
  const byDay = Map.groupBy(calendar.dates, (one) => dayOf(new Date(one.at), zone));
  const days = daysOf(stretch).filter((day) => byDay.has(day) || calendar.holidays.some((one) => one.date === day));
  return (
    <div className={styles.list}>
      {calendar.dates.length === 0 && (
        <EmptyState icon={IconCalendar} title="Nothing planned">
          Appointments, hearings, closings and deadlines stand here with their day and time, once a client books, a flow offers one or you
          press “Plan a date”.
        </EmptyState>
      )}
      {days.map((day) => {
        const holiday = calendar.holidays.find((one) => one.date === day);
        const lines = byDay.get(day) ?? [];
        return (
          <Card
            key={day}
            heading={dayHeading(instantOf(`${day}T12:00`, zone), zone, now)}
            {...(lines.length ? { count: lines.length } : {})}
          >
            {holiday && (
              <p className={styles.off} style={{ padding: "8px 14px" }}>
                <IconMoon size={14} stroke={1.7} aria-hidden="true" />
                {holiday.name}, office closed
              </p>
            )}
            {lines.length > 0 && (
              <DatedLines label={day}>
                {lines.map((line) => (
                  <DatedLine
                    key={line.id}
                    tile={<Tile icon={icons[line.kind] ?? IconCalendar} tone={kindTone[line.kind] ?? "plain"} />}
                    what={whoOf(line)}
                    detail={whereOf(line)}
                    when={<When at={line.at} zone={zone} emphasis relative={false} />}
                    state={<DateState state={line.state} />}
                    onOpen={() => onOpen(line)}
                    action={
                      <Button size="xs" onClick={() => onOpen(line)} aria-label={`Open: ${whoOf(line)}, ${line.title}`}>
                        Open
                      </Button>
                    }
                  />
                ))}
              </DatedLines>
            )}
          </Card>
        );
      })}
    </div>
  );
}
