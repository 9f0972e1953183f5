import { Temporal } from "temporal-polyfill";
import { type Holidays, holidaysOf } from "./businessDays.ts";
import type { Checked } from "./textingLaws.ts";

/**
 * Days on which some states' laws allow no solicitation by telephone: data, by the laws that name the states' legal holidays. What a
 * governor declares from one year to the next is not here.
 */
type Day =
  | { month: number; day: number; monday?: true }
  | { month: number; nth: number; weekday: number; later?: number; years?: "even" }
  | { afterEaster: number };

const [monday, thursday] = [1, 4];
const newYear: Day = { month: 1, day: 1 };
const king: Day = { month: 1, nth: 3, weekday: monday };
const presidents: Day = { month: 2, nth: 3, weekday: monday };
const goodFriday: Day = { afterEaster: -2 };
const memorial: Day = { month: 5, nth: -1, weekday: monday };
const juneteenth: Day = { month: 6, day: 19 };
const independence: Day = { month: 7, day: 4 };
const labor: Day = { month: 9, nth: 1, weekday: monday };
const columbus: Day = { month: 10, nth: 2, weekday: monday };
const veterans: Day = { month: 11, day: 11 };
const thanksgiving: Day = { month: 11, nth: 4, weekday: thursday };
const christmas: Day = { month: 12, day: 25 };
/** The Tuesday after the first Monday. */
const election = { month: 11, nth: 1, weekday: monday, later: 1 } as const;

/** 5 U.S.C. § 6103(a). */
const federal: readonly Day[] = [
  newYear,
  king,
  presidents,
  memorial,
  juneteenth,
  independence,
  labor,
  columbus,
  veterans,
  thanksgiving,
  christmas,
];

interface LegalHolidays {
  days: readonly Day[];
  source: string;
  checked: Checked;
  /** Where it was read and when. */
  read?: string;
}

/** More rather than fewer: where a law no longer names a day of the nation's, or an account names fewer, the day is kept all the same. */
export const legalHolidays: Readonly<Record<string, LegalHolidays>> = {
  AL: {
    source: "Ala. Code § 1-3-8",
    checked: "law",
    read: "law.uslawyerdatabase.com and bill HB155 of 2025 at app.legiplex.com; read November 26, 2026",
    // Confederate Memorial Day and Jefferson Davis' birthday.
    days: [...federal, { month: 4, nth: 4, weekday: monday }, { month: 6, nth: 1, weekday: monday }],
  },
  LA: {
    source: "La. Rev. Stat. § 1:55(A)(1)",
    checked: "law",
    read: "legis.la.gov; read November 26, 2026",
    days: [
      ...federal,
      // Battle of New Orleans, Mardi Gras, Good Friday, Huey P. Long Day and All Saints' Day; Acadian Day, which governors declare.
      { month: 1, day: 8 },
      { afterEaster: -47 },
      goodFriday,
      { month: 8, day: 30 },
      { month: 11, day: 1 },
      { month: 11, nth: 4, weekday: 5 },
    ],
  },
  PA: {
    source: "44 Pa. Stat. § 11",
    checked: "account",
    read: "a calendar library’s table, made from FindLaw’s copy as of January 1, 2026; read November 26, 2026",
    // Good Friday, Flag Day and Election Day. Its Saturday afternoons, half holidays, are not kept.
    days: [...federal, goodFriday, { month: 6, day: 14 }, election],
  },
  RI: {
    source: "R.I. Gen. Laws §§ 5-61-2, 25-1-1",
    checked: "law",
    read: "unicourt.github.io, release 71 of the code; read November 26, 2026",
    // Rhode Island Independence Day, Victory Day and the day of general elections.
    days: [...federal, { month: 5, day: 4 }, { month: 8, nth: 2, weekday: monday }, { ...election, years: "even" }],
  },
  UT: {
    source: "Utah Code § 63G-1-301",
    checked: "law",
    read: "self-law.org, as in force from May 6, 2026 to January 1, 2027; read November 26, 2026",
    // Good Friday, Pioneer Day, and the Monday on which Juneteenth is kept. Easter is a Sunday, without marketing anyhow.
    days: [...federal, goodFriday, { month: 7, day: 24 }, { month: 6, day: 19, monday: true }],
  },
};

const known = new Map<string, readonly string[]>();

/** The legal holidays around a moment of these states, `YYYY-MM-DD`, with the days on which those of a weekend are kept instead. */
export function holidaysAround(ms: number, states: readonly string[]): Holidays {
  const year = new Date(ms).getUTCFullYear();
  return holidaysOf(states.flatMap((state) => [year - 1, year, year + 1].flatMap((one) => holidaysIn(state, one))));
}

function holidaysIn(state: string, year: number): readonly string[] {
  const key = `${state} ${year}`;
  const found = known.get(key) ?? (legalHolidays[state]?.days ?? []).flatMap((day) => keptOn(day, year)).map(String);
  known.set(key, found);
  return found;
}

/** The day itself; of one on a Saturday the Friday before, of one on a Sunday the Monday after as well. None in years that have none. */
function keptOn(day: Day, year: number): Temporal.PlainDate[] {
  if ("years" in day && year % 2 === 1) return [];
  const date = dateOf(day, year);
  if ("monday" in day) return [mondayFor(date)];
  if (date.dayOfWeek === 6) return [date, date.subtract({ days: 1 })];
  return date.dayOfWeek === 7 ? [date, date.add({ days: 1 })] : [date];
}

/** The Monday before a weekday, after a weekend. */
const mondayFor = (date: Temporal.PlainDate): Temporal.PlainDate =>
  date.dayOfWeek > 5 ? date.add({ days: 8 - date.dayOfWeek }) : date.subtract({ days: date.dayOfWeek - 1 });

function dateOf(day: Day, year: number): Temporal.PlainDate {
  if ("afterEaster" in day) return easter(year).add({ days: day.afterEaster });
  const first = Temporal.PlainDate.from({ year, month: day.month, day: 1 });
  if ("day" in day) return first.with({ day: day.day });
  const earliest = first.add({ days: (day.weekday - first.dayOfWeek + 7) % 7 });
  if (day.nth > 0) return earliest.add({ weeks: day.nth - 1, days: day.later ?? 0 });
  const fifth = earliest.add({ weeks: 4 });
  return fifth.month === day.month ? fifth : earliest.add({ weeks: 3 });
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(f / 31), day: (f % 31) + 1 });
}
