import { IconAlertTriangle, IconCalendarEvent, IconRoute, IconUserCheck } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Facts } from "../../../engine/run/index.ts";
import { StateChip } from "../../components/StateChip.tsx";
import { KindTile, Tile } from "../../components/Tile.tsx";
import { formatWhen } from "../../components/when.ts";
import { asMail } from "../../message/asMail.ts";
import type { Somebody } from "../../message/PersonPicker.tsx";
import { SendTest } from "../../message/SendTest.tsx";
import { type AgendaLine, weeksOf } from "./agendaLines.ts";
import styles from "./Preview.module.css";
import { TextBubble } from "./TextBubble.tsx";

const MailFor = lazy(() => import("../../message/MailFor.tsx"));

interface AgendaProps {
  lines: AgendaLine[];
  zone: string;
  at: number | null;
  /** How the imagined run stands at the end. */
  ended: string | null;
  /** Of the sample person, for what texts would say. */
  facts: Partial<Facts>;
  /** Who that is, where it is somebody real: for what emails would say. */
  somebody: Somebody | null;
  onChoose: (line: AgendaLine) => void;
}

/** Everything that would happen, by week; mails open as they would look. */
export function Agenda({ lines, zone, at, ended, facts, somebody, onChoose }: AgendaProps) {
  const [open, setOpen] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const here = at === null ? null : (lines.filter((line) => Date.parse(line.at) <= at).at(-1)?.key ?? null);
  useEffect(() => {
    if (here !== null) scroller.current?.querySelector(`[data-line="${here}"]`)?.scrollIntoView({ block: "nearest" });
  }, [here]);
  if (lines.length === 0)
    return (
      <div className={styles.agenda}>
        <p className={styles.nothing}>Nothing would happen yet. Add a step, or lead the start to one.</p>
      </div>
    );
  return (
    <div ref={scroller} className={styles.agenda}>
      {weeksOf(lines, zone).map((week) => (
        <section key={week.key} aria-label={week.label}>
          <h3>
            {week.label}
            <span>{week.mails > 0 && `${week.mails} ${week.mails === 1 ? "email" : "emails"}`}</span>
          </h3>
          <ul>
            {week.lines.map((line) => (
              <li key={line.key}>
                <button
                  type="button"
                  className={styles.line}
                  data-line={line.key}
                  data-who={line.who}
                  aria-current={line.key === here || undefined}
                  aria-expanded={line.opens || line.text ? open === line.key : undefined}
                  onClick={() => {
                    setOpen((line.opens || line.text) && open !== line.key ? line.key : null);
                    onChoose(line);
                  }}
                >
                  {line.who === "attention" ? (
                    <Tile icon={IconAlertTriangle} tone="attention" size="s" />
                  ) : line.kind ? (
                    <KindTile kind={line.kind} size="s" />
                  ) : (
                    <Tile icon={line.who === "staff" ? IconCalendarEvent : IconRoute} size="s" />
                  )}
                  <span className={styles.what}>
                    <b>{line.what}</b> <span>{line.more}</span>
                  </span>
                  <time dateTime={line.at}>{formatWhen(new Date(line.at), { zone })}</time>
                  <span className={styles.state}>
                    {line.flag ? (
                      <span className={styles.flag}>{line.flag}</span>
                    ) : line.who === "client" ? (
                      <StateChip state="done" icon={IconUserCheck}>
                        client
                      </StateChip>
                    ) : line.who === "attention" ? (
                      <StateChip state="attention">attention</StateChip>
                    ) : line.who === "mail" ? (
                      "email"
                    ) : line.who === "text" ? (
                      "text"
                    ) : line.who === "staff" ? (
                      "staff"
                    ) : (
                      ""
                    )}
                  </span>
                </button>
                {open === line.key && line.text && (
                  <div className={styles.opened}>
                    <TextBubble text={line.text} facts={facts} zone={zone} />
                    <SendTest which={asMail("A text message", line.text)} somebody={somebody} />
                  </div>
                )}
                {open === line.key && line.opens && (
                  <Suspense fallback={null}>
                    <div className={styles.opened}>
                      <MailFor which={{ template: line.opens }} somebody={somebody} />
                      <SendTest which={{ template: line.opens }} somebody={somebody} />
                    </div>
                  </Suspense>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {ended === "running" && <p className={styles.nothing}>After two years it would still be going on.</p>}
    </div>
  );
}
