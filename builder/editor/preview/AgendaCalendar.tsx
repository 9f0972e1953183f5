import { IconAlertTriangle, IconCalendarEvent, IconRoute } from "@tabler/icons-react";
import { KindTile, Tile } from "../../components/Tile.tsx";
import { formatWhen } from "../../components/when.ts";
import { addDays, dayOf, daysOf, mondayOf, stretchOf, stretchWords } from "../../pages/calendar/zoned.ts";
import type { AgendaLine } from "./agendaLines.ts";
import styles from "./Preview.module.css";

interface AgendaCalendarProps {
  lines: AgendaLine[];
  zone: string;
  at: number | null;
  onChoose: (line: AgendaLine) => void;
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The same as the agenda, as months on a wall: those in which something happens. */
export function AgendaCalendar({ lines, zone, at, onChoose }: AgendaCalendarProps) {
  const byDay = Map.groupBy(lines, (line) => dayOf(new Date(line.at), zone));
  const months = [...new Set([...byDay.keys()].map((day) => day.slice(0, 7)))].sort();
  const here = at === null ? undefined : lines.findLast((line) => Date.parse(line.at) <= at)?.key;
  return (
    <div className={styles.calendar}>
      {months.length === 0 && <p className={styles.nothing}>Nothing would happen yet. Add a step, or lead the start to one.</p>}
      {months.map((month) => {
        const stretch = stretchOf("month", `${month}-01`);
        return (
          <table key={month}>
            <caption>{stretchWords("month", stretch)}</caption>
            <thead>
              <tr>
                {weekdays.map((day) => (
                  <th key={day} scope="col">
                    {day}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {trimmed(weeksOf(stretch.first, stretch.until), (day) => day.startsWith(month) && byDay.has(day)).map(([monday, days]) => (
                <tr key={monday}>
                  {days.map((day) => (
                    <td key={day} data-off={day.startsWith(month) ? undefined : true}>
                      {day.startsWith(month) && <span>{Number(day.slice(8))}</span>}
                      {day.startsWith(month) &&
                        byDay
                          .get(day)
                          ?.map((line) => (
                            <Happening key={line.key} line={line} zone={zone} here={line.key === here} onChoose={onChoose} />
                          ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}

function Happening({
  line,
  zone,
  here,
  onChoose,
}: {
  line: AgendaLine;
  zone: string;
  here: boolean;
  onChoose: (line: AgendaLine) => void;
}) {
  const said = `${line.what} ${line.more ?? ""}`.trim();
  const label = `${formatWhen(new Date(line.at), { zone })}: ${said}`;
  return (
    <button
      type="button"
      className={styles.happening}
      aria-current={here || undefined}
      aria-label={label}
      title={label}
      onClick={() => onChoose(line)}
    >
      {line.who === "attention" ? (
        <Tile icon={IconAlertTriangle} tone="attention" size="s" />
      ) : line.kind ? (
        <KindTile kind={line.kind} size="s" />
      ) : (
        <Tile icon={line.who === "staff" ? IconCalendarEvent : IconRoute} size="s" />
      )}
      <span>{said}</span>
    </button>
  );
}

/** Whole weeks, Monday first, that hold the days of a month. */
function weeksOf(first: string, until: string): [string, string[]][] {
  const weeks: [string, string[]][] = [];
  for (let monday = mondayOf(first); monday < until; monday = addDays(monday, 7))
    weeks.push([monday, daysOf({ first: monday, until: addDays(monday, 7) })]);
  return weeks;
}

/** Without the weeks before the first happening and after the last. */
function trimmed(weeks: [string, string[]][], happens: (day: string) => boolean): [string, string[]][] {
  const busy = weeks.map(([, days]) => days.some(happens));
  return weeks.slice(busy.indexOf(true), busy.lastIndexOf(true) + 1);
}
