import { clientDate, clientTime, locales } from "../i18n/dates.ts";
import { useBookingWords } from "./words.ts";

interface Props {
  startsAt: string;
  endsAt: string;
  zone: string;
  /** What it is: "Design meeting". */
  name: string;
}

/** A leaf of a calendar beside what, the day, and from when to when. */
export function DateTile({ startsAt, endsAt, zone, name }: Props) {
  const { language } = useBookingWords();
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options }).format(from);
  const begins = clientTime(from, language, zone).replace(/ [A-Z][\w+:-]*$/, "");
  return (
    <div className="date-tile">
      <span className="leaf" aria-hidden="true">
        <b>{part({ month: "short" })}</b>
        <i>{part({ day: "numeric" })}</i>
        <small>{part({ weekday: "long" })}</small>
      </span>
      <div>
        <h2>{name}</h2>
        <p>{clientDate(from, language, { zone, dayOnly: true })}</p>
        <p>
          <b>
            {begins} – {clientTime(to, language, zone)}
          </b>
        </p>
      </div>
    </div>
  );
}
