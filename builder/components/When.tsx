import { useFirmZone } from "../api/me.ts";
import { formatWhen, whenParts } from "./when.ts";

export interface WhenProps {
  at: string | Date;
  /** Left out: the firm's zone. */
  zone?: string;
  showZone?: boolean;
  dayOnly?: boolean;
  /** A word before the day: "Due", "Since". */
  before?: string;
  /** Say "Today" and "Yesterday" (the default) or always the day's name. */
  relative?: boolean;
  /** Sets the time (or the day, where it is not today) in ink, as the dated line does. */
  emphasis?: boolean;
}

/** A moment as people say it, "Fri 27 Nov, 10:00 EST", with the exact instant for machines. */
export function When({ at, zone, showZone = true, dayOnly = false, before, relative = true, emphasis = false }: WhenProps) {
  const firmZone = useFirmZone();
  const moment = typeof at === "string" ? new Date(at) : at;
  if (Number.isNaN(moment.getTime())) return <span className="muted">No date</span>;
  const options = { zone: zone ?? firmZone, showZone, dayOnly, ...(relative ? { now: new Date() } : {}) };
  const { day, time } = whenParts(moment, options);
  const exact = formatWhen(moment, { zone: zone ?? firmZone });
  const spoken = before && (day === "Today" || day === "Yesterday") ? day.toLowerCase() : day;
  return (
    <time dateTime={moment.toISOString()} title={exact}>
      {before ? `${before} ` : ""}
      {emphasis && day !== "Today" ? <b>{spoken}</b> : spoken}
      {time && ", "}
      {time && (emphasis ? <b>{time}</b> : time)}
    </time>
  );
}
