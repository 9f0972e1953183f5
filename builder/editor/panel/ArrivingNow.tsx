import { IconBellRinging, IconCheckbox, IconClock, IconHourglass, IconSend, type TablerIcon } from "@tabler/icons-react";
import type { GraphNode } from "../../../engine/graph/index.ts";
import { formatWhen, whenParts } from "../../components/when.ts";
import { useFirmDays } from "../api/firm.ts";
import { useEditor } from "../store/context.tsx";
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
  const { window, clock } = useEditor((state) => state.graph.settings);
  const now = new Date();
  const lines = arriving(step, now.getTime(), firm, window);
  if (lines.length === 0) return null;
  const given = lines.find((line) => line.given)?.given;
  return (
    <section className={styles.now} aria-label="For someone arriving now">
      <h3>
        For someone arriving <b>now</b>, {formatWhen(now, { zone: firm.zone })}
      </h3>
      {given && <p>If the date is {given}.</p>}
      {clock?.zone === "contact" && <p>Shown for a client in the firm’s zone; for others, the same time where they live.</p>}
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
