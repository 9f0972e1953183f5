import { IconChevronDown } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { clientDate } from "../i18n/dates.ts";
import { byDay, dayIn, hourIn, type OpenSlot, zonesFor, zoneWords } from "./days.ts";
import { MonthCalendar } from "./MonthCalendar.tsx";
import { useBookingWords } from "./words.ts";

export interface ChosenTime {
  startsAt: string;
  zone: string;
}
interface Props {
  slots: OpenSlot[];
  firmZone: string;
  onChange: (chosen: ChosenTime | null) => void;
  chosen: ChosenTime | null;
}

const visitorZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "America/New_York";

/** A day, then a time of it, in the zone the visitor reads: theirs, unless they choose another. */
export function TimePicker({ slots, firmZone, chosen, onChange }: Props) {
  const { say, language } = useBookingWords();
  const [zone, setZone] = useState(visitorZone);
  const days = useMemo(() => byDay(slots, zone), [slots, zone]);
  const first = [...days.keys()][0] ?? null;
  const [day, setDay] = useState<string | null>(first);
  const [month, setMonth] = useState((first ?? dayIn(new Date(), zone)).slice(0, 7));
  useEffect(() => {
    if (day && days.has(day)) return;
    setDay(first);
    if (first) setMonth(first.slice(0, 7));
  }, [day, days, first]);
  const locale = language === "es" ? "es-US" : "en-US";
  if (!slots.length) return <p className="note">{say("none")}</p>;
  const ofDay = day ? (days.get(day) ?? []) : [];
  const changeZone = (to: string) => {
    setZone(to);
    if (chosen) onChange({ ...chosen, zone: to });
  };
  return (
    <>
      <div className="cal-wrap">
        <MonthCalendar days={days} month={month} onMonth={setMonth} day={day} onDay={setDay} />
        <div className="slots">
          {day && <h3>{clientDate(new Date(`${day}T12:00:00Z`), language, { zone: "UTC", dayOnly: true })}</h3>}
          {(["morning", "afternoon"] as const).map((half) => {
            const times = ofDay.filter((slot) => hourIn(slot.startsAt, zone) < 12 === (half === "morning"));
            if (!times.length) return null;
            return (
              <fieldset key={half} className="slot-grid">
                <legend>{say(half)}</legend>
                {times.map(({ startsAt }) => (
                  <button
                    key={startsAt}
                    type="button"
                    className="slot"
                    aria-pressed={chosen?.startsAt === startsAt}
                    onClick={() => onChange({ startsAt, zone })}
                  >
                    {shortTime(startsAt, zone, locale)}
                  </button>
                ))}
              </fieldset>
            );
          })}
        </div>
      </div>
      <div className="zone">
        <label htmlFor="zone">{say("zone")}</label>
        <span className="select">
          <select id="zone" className="input" value={zone} onChange={(event) => changeZone(event.currentTarget.value)}>
            {zonesFor(firmZone, zone).map((one) => (
              <option key={one} value={one}>
                {zoneWords(one, locale, new Date(slots[0]?.startsAt ?? Date.now()))}
              </option>
            ))}
          </select>
          <IconChevronDown size={20} stroke={1.75} aria-hidden="true" />
        </span>
      </div>
    </>
  );
}

export const shortTime = (at: string, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "numeric", minute: "2-digit", hour12: true })
    .format(new Date(at))
    .replace(/[\u202f\u00a0]/g, " ")
    .replace(/\b(AM|PM)\b/, (half) => half.toLowerCase());
