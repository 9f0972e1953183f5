import { IconBellRinging, IconCheckbox, IconClock, IconHourglass, IconSend, type TablerIcon } from "@tabler/icons-react";
import type { GraphNode } from "../../../engine/graph/index.ts";
import { formatWhen, whenParts } from "../../components/when.ts";
import { useFirmDays } from "../api/firm.ts";
import { type Arrival, arriving } from "./arriving.ts";
import styles from "./Panel.module.css";

const icons: Record<Arrival["icon"], TablerIcon> = {
  send: IconSend,
  remind: IconBellRinging,
  end: IconHourglass,
  wait: IconClock,
  task: IconCheckbox,
};

/** Dates instead of durations: what would happen when, for someone who arrives now. */
export function ArrivingNow({ step }: { step: GraphNode["step"] }) {
  const firm = useFirmDays();
  const now = new Date();
  const lines = arriving(step, now.getTime(), firm);
  if (lines.length === 0) return null;
  return (
    <section className={styles.now} aria-label="For someone arriving now">
      <h3>
        For someone arriving <b>now</b>, {formatWhen(now, { zone: firm.zone })}
      </h3>
      <ul>
        {lines.map((line) => {
          const Icon = icons[line.icon];
          const at = new Date(line.at);
          const { day, time } = whenParts(at, { zone: firm.zone, now, showZone: false });
          return (
            <li key={`${line.what} ${line.at}`}>
              <Icon size={15} stroke={1.7} aria-hidden="true" />
              <span>
                {line.what}
                {line.flag && <span className={styles.flagged}> · {line.flag}</span>}
              </span>
              <time dateTime={at.toISOString()}>
                {day === "Today" ? "today" : day}, {time}
              </time>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
