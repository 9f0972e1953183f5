import { IconMoon } from "@tabler/icons-react";
import type { CalendarOf } from "../../../domain/today/index.ts";
import { formatWhen, whenParts } from "../../components/when.ts";
import styles from "./Calendar.module.css";
import { DateState } from "./DateState.tsx";
import { type DateLine, kindTone, kindWords, whereOf, whoOf } from "./useCalendar.ts";
import { dayOf, daysOf, type Stretch } from "./zoned.ts";

interface WeekProps {
  calendar: CalendarOf;
  stretch: Stretch;
  onOpen: (line: DateLine) => void;
}

/** Seven days side by side. Arrow keys go from date to date within a day and to the neighbouring days. */
export function Week({ calendar, stretch, onOpen }: WeekProps) {
  const { zone } = calendar;
  const now = new Date(calendar.now);
  const byDay = Map.groupBy(calendar.dates, (one) => dayOf(new Date(one.at), zone));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the buttons inside, nothing more.
    <div className={styles.week} onKeyDown={moveBetweenDates}>
      {daysOf(stretch).map((day) => (
        <Day
          key={day}
          day={day}
          lines={byDay.get(day) ?? []}
          zone={zone}
          now={now}
          holiday={calendar.holidays.find((one) => one.date === day)?.name}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}

interface DayProps {
  day: string;
  lines: DateLine[];
  zone: string;
  now: Date;
  holiday: string | undefined;
  onOpen: (line: DateLine) => void;
}

function Day({ day, lines, zone, now, holiday, onOpen }: DayProps) {
  const today = dayOf(now, zone) === day;
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const off = Boolean(holiday) || weekday === 0 || weekday === 6;
  const name = formatWhen(new Date(`${day}T12:00:00Z`), { zone: "UTC", dayOnly: true });
  const ahead = lines.findIndex((one) => new Date(one.at) > now);
  const before = today ? (ahead === -1 ? lines.length : ahead) : lines.length;
  const clockTime = (at: string) => whenParts(new Date(at), { zone, showZone: false }).time;
  const event = (line: DateLine) => (
    <button
      key={line.id}
      type="button"
      className={styles.event}
      style={{ "--event": `var(--${kindTone[line.kind] ?? "wait"})` } as React.CSSProperties}
      data-over={new Date(line.endsAt ?? line.at) < now || undefined}
      data-cancelled={line.state === "cancelled" || undefined}
      onClick={() => onOpen(line)}
    >
      <span className={styles.time}>
        {clockTime(line.at)}
        {line.endsAt && ` to ${clockTime(line.endsAt)}`}
      </span>
      <div className={styles.who}>{whoOf(line)}</div>
      <div className={styles.where}>{whereOf(line) || kindWords[line.kind]}</div>
      <div className={line.state === "planned" ? undefined : styles.chip}>
        <DateState state={line.state} />
      </div>
    </button>
  );
  return (
    <section className={styles.day} data-today={today || undefined} data-off={off || undefined} aria-label={name}>
      <h2 className={styles.head}>{today ? `Today, ${name}` : name}</h2>
      {holiday && (
        <p className={styles.off}>
          <IconMoon size={13} stroke={1.7} aria-hidden="true" />
          {holiday}
        </p>
      )}
      {lines.slice(0, before).map(event)}
      {today && (
        <p className={styles.now}>
          <span className="visually-hidden">It is now </span>
          {whenParts(now, { zone, showZone: false }).time}
          <i />
        </p>
      )}
      {lines.slice(before).map(event)}
    </section>
  );
}

function moveBetweenDates(event: React.KeyboardEvent<HTMLElement>) {
  const days = [...event.currentTarget.children].map((day) => [...day.querySelectorAll("button")]);
  const here = days.findIndex((buttons) => buttons.some((one) => one === event.target));
  const at = days[here]?.indexOf(event.target as HTMLButtonElement) ?? -1;
  if (here === -1) return;
  const sideways = (by: number) => {
    for (let day = here + by; day >= 0 && day < days.length; day += by) {
      const buttons = days[day] ?? [];
      if (buttons.length) return buttons[Math.min(at, buttons.length - 1)];
    }
    return undefined;
  };
  const target =
    event.key === "ArrowDown"
      ? days[here]?.[at + 1]
      : event.key === "ArrowUp"
        ? days[here]?.[at - 1]
        : event.key === "ArrowRight"
          ? sideways(1)
          : event.key === "ArrowLeft"
            ? sideways(-1)
            : undefined;
  if (!target) return;
  event.preventDefault();
  target.focus();
}
