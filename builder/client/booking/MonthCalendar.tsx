import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { monthAfter, type OpenSlot, weeksOf } from "./days.ts";
import { useBookingWords } from "./words.ts";

interface Props {
  days: Map<string, OpenSlot[]>;
  month: string;
  onMonth: (month: string) => void;
  day: string | null;
  onDay: (day: string) => void;
}

const utc = (day: string) => new Date(`${day}T12:00:00Z`);

/** A month whose days with open times are buttons; the others are plain numbers. */
export function MonthCalendar({ days, month, onMonth, day, onDay }: Props) {
  const { say, language } = useBookingWords();
  const locale = language === "es" ? "es-US" : "en-US";
  const words = (options: Intl.DateTimeFormatOptions, at: Date) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(at);
  const title = words({ month: "long", year: "numeric" }, utc(`${month}-15`));
  const open = [...days.keys()].sort();
  const first = (open[0] ?? month).slice(0, 7);
  const last = (open.at(-1) ?? month).slice(0, 7);
  return (
    <div>
      <div className="cal-head">
        <h2 aria-live="polite">{title}</h2>
        <div>
          <button
            type="button"
            className="cal-turn"
            aria-label={say("previous")}
            disabled={month <= first}
            onClick={() => onMonth(monthAfter(month, -1))}
          >
            <IconChevronLeft size={20} stroke={1.75} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="cal-turn"
            aria-label={say("next")}
            disabled={month >= last}
            onClick={() => onMonth(monthAfter(month, 1))}
          >
            <IconChevronRight size={20} stroke={1.75} aria-hidden="true" />
          </button>
        </div>
      </div>
      <table className="cal">
        <caption className="visually-hidden">{say("days.in", { month: title })}</caption>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
              <th key={weekday} scope="col">
                {words({ weekday: "short" }, utc(`2026-11-0${weekday}`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week, index) => (
            <tr key={`${month}-${index}`}>
              {week.map((one, place) => (
                <td key={one ?? `${index}-${place}`}>
                  {one && (
                    <Day
                      day={one}
                      slots={days.get(one)?.length ?? 0}
                      chosen={one === day}
                      onDay={onDay}
                      label={words({ weekday: "long", month: "long", day: "numeric" }, utc(one))}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cal-key">
        <i aria-hidden="true" />
        {say("key")}
      </p>
    </div>
  );
}

function Day({
  day,
  slots,
  chosen,
  onDay,
  label,
}: {
  day: string;
  slots: number;
  chosen: boolean;
  onDay: (day: string) => void;
  label: string;
}) {
  const { say } = useBookingWords();
  const number = Number(day.slice(8));
  if (!slots) return <span>{number}</span>;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={slots === 1 ? say("day.one", { day: label }) : say("day.open", { day: label, count: slots })}
      onClick={() => onDay(day)}
    >
      {number}
    </button>
  );
}
