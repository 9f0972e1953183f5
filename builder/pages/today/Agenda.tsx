import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconDotsVertical, IconMoon, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import { Link } from "react-router";
import type { Today } from "../../../domain/today/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { formatWhen, whenParts } from "../../components/when.ts";
import { titleBeside } from "../calendar/useCalendar.ts";
import { dayIn, kindWords } from "./phrases.ts";
import styles from "./Today.module.css";

type Line = Today["agenda"][number];
const barOf: Record<string, string> = { appointment: "ask", hearing: "wait", closing: "record", signing: "ask", deadline: "attention" };

/** Today's appointments and dates with a line at the present, then the next days', holidays among them. */
export function Agenda({ today }: { today: Today }) {
  const { zone } = today;
  const now = new Date(today.now);
  const days = Map.groupBy(today.agenda, (one) => dayIn(new Date(one.at), zone));
  const ofToday = days.get(today.today) ?? [];
  const next = ofToday.findIndex((one) => new Date(one.at) > now);
  const firstAhead = next === -1 ? ofToday.length : next;
  const later = [...new Set([...days.keys(), ...today.holidays.map((one) => one.date)])].filter((day) => day > today.today).sort();
  const holidayOf = (day: string) => today.holidays.find((one) => one.date === day);
  const here = holidayOf(today.today);
  return (
    <Card heading="Today" count={ofToday.length} action={<Link to="/calendar">Calendar</Link>} className={styles.day ?? ""}>
      {here && <Holiday label={`Today · ${here.name}, office closed`} />}
      {ofToday.slice(0, firstAhead).map((line) => (
        <AgendaLine key={line.id} line={line} zone={zone} now={now} />
      ))}
      <p className={styles.now}>
        <span className="visually-hidden">It is now </span>
        {whenParts(now, { zone, showZone: false }).time}
        <i />
      </p>
      {ofToday.length === 0 && <p className={styles.empty}>Nothing is planned for today.</p>}
      {ofToday.slice(firstAhead).map((line) => (
        <AgendaLine key={line.id} line={line} zone={zone} now={now} />
      ))}
      {later.map((day) => {
        const holiday = holidayOf(day);
        const name = formatWhen(new Date(`${day}T12:00:00Z`), { zone: "UTC", dayOnly: true });
        const lines = days.get(day) ?? [];
        return (
          <Fragment key={day}>
            {holiday && <Holiday label={`${name} · ${holiday.name}, office closed`} />}
            {lines.length > 0 && <h3 className={styles.heading}>{name}</h3>}
            {lines.map((line) => (
              <AgendaLine key={line.id} line={line} zone={zone} now={now} />
            ))}
          </Fragment>
        );
      })}
    </Card>
  );
}

function Holiday({ label }: { label: string }) {
  return (
    <p className={styles.holiday}>
      <IconMoon size={14} stroke={1.7} aria-hidden="true" />
      {label}
    </p>
  );
}

function AgendaLine({ line, zone, now }: { line: Line; zone: string; now: Date }) {
  const at = new Date(line.at);
  const clockTime = (moment: Date) => whenParts(moment, { zone, showZone: false }).time;
  const past = new Date(line.endsAt ?? line.at) < now;
  const to = line.matter ? `/matters/${line.matter.id}` : line.contact ? `/contacts/${line.contact.id}` : null;
  const who = line.contact?.name ?? line.title;
  const kind = line.kind === "appointment" ? "" : (kindWords[line.kind] ?? "");
  const where = [kind, line.contact && titleBeside(line), ...line.with, line.place]
    .filter((one, index, all) => one && all.indexOf(one) === index)
    .join(" · ");
  return (
    <div className={styles.event} data-past={past || undefined}>
      <span className={styles.time}>
        {clockTime(at)}
        {line.endsAt && <span>{clockTime(new Date(line.endsAt))}</span>}
      </span>
      <i className={styles.bar} style={{ background: `var(--${barOf[line.kind] ?? "wait"})` }} aria-hidden="true" />
      <div style={{ minWidth: 0 }}>
        <div className={styles.who}>{to ? <Link to={to}>{who}</Link> : who}</div>
        <div className={styles.where} title={where}>
          {where}
        </div>
      </div>
      <End line={line} begun={at <= now} />
    </div>
  );
}

/** How it ended; once it has begun and nobody said so yet, the question. */
function End({ line, begun }: { line: Line; begun: boolean }) {
  const client = useQueryClient();
  const mayWork = useMay("work");
  const close = useMutation({
    mutationFn: (state: "held" | "missed") => api.post(`/api/occasions/${line.id}/close`, { state }).then(() => state),
    onSuccess: async (state) => {
      await client.invalidateQueries();
      notifyDone(state === "held" ? "Noted: it took place." : "Noted: they did not come.");
    },
  });
  if (line.state === "held") return <StateChip state="done">Held</StateChip>;
  if (line.state === "missed")
    return (
      <StateChip state="attention" icon={IconX}>
        Missed
      </StateChip>
    );
  if (!begun || !mayWork) return line.state === "moved" ? <StateChip state="info">Moved</StateChip> : null;
  return (
    <Menu width={180}>
      <Menu.Target>
        <UnstyledButton aria-label={`How did it end: ${line.contact?.name ?? line.title}?`} disabled={close.isPending}>
          <StateChip state="waiting" icon={IconDotsVertical}>
            Held?
          </StateChip>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCheck size={16} stroke={1.7} />} onClick={() => close.mutate("held")}>
          It took place
        </Menu.Item>
        <Menu.Item leftSection={<IconX size={16} stroke={1.7} />} onClick={() => close.mutate("missed")}>
          They did not come
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
