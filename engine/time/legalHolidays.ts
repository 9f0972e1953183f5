import { Temporal } from "temporal-polyfill";
import { type Holidays, holidaysOf } from "./businessDays.ts";

/**
 * Days on which some states' laws allow no solicitation by telephone: data, by the laws that name the states' legal holidays. What a
 * governor declares from one year to the next is not here.
 */
type Day = { month: number; day: number } | { month: number; nth: number; weekday: number } | { afterEaster: number };

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

export const legalHolidays: Readonly<Record<string, { days: readonly Day[]; source: string }>> = {
  AL: {
    source: "Ala. Code § 1-3-8",
    // Confederate Memorial Day and Jefferson Davis' birthday.
    days: [...federal, { month: 4, nth: 4, weekday: monday }, { month: 6, nth: 1, weekday: monday }],
  },
  LA: {
    source: "La. Rev. Stat. § 1:55",
    // Mardi Gras, Good Friday, All Saints' Day and Acadian Day.
    days: [...federal, { afterEaster: -47 }, goodFriday, { month: 11, day: 1 }, { month: 11, nth: 4, weekday: 5 }],
  },
  PA: { source: "44 Pa. Stat. § 11", days: [...federal, goodFriday, { month: 6, day: 14 }] },
  RI: {
    source: "R.I. Gen. Laws §§ 5-61-2, 25-1-1",
    // Victory Day.
    days: [...federal, { month: 8, nth: 2, weekday: monday }],
  },
  // Pioneer Day.
  UT: { source: "Utah Code § 63G-1-301", days: [...federal, { month: 7, day: 24 }] },
};

const known = new Map<string, readonly string[]>();

/** The legal holidays around a moment of these states, `YYYY-MM-DD`, with the days on which those of a weekend are kept instead. */
export function holidaysAround(ms: number, states: readonly string[]): Holidays {
  const year = new Date(ms).getUTCFullYear();
  return holidaysOf(states.flatMap((state) => [year - 1, year, year + 1].flatMap((one) => holidaysIn(state, one))));
}

function holidaysIn(state: string, year: number): readonly string[] {
  const key = `${state} ${year}`;
  const found = known.get(key) ?? (legalHolidays[state]?.days ?? []).flatMap((day) => kept(dateOf(day, year))).map(String);
  known.set(key, found);
  return found;
}

/** The day itself; of one on a Saturday the Friday before, of one on a Sunday the Monday after as well. */
function kept(date: Temporal.PlainDate): Temporal.PlainDate[] {
  if (date.dayOfWeek === 6) return [date, date.subtract({ days: 1 })];
  return date.dayOfWeek === 7 ? [date, date.add({ days: 1 })] : [date];
}

function dateOf(day: Day, year: number): Temporal.PlainDate {
  if ("afterEaster" in day) return easter(year).add({ days: day.afterEaster });
  const first = Temporal.PlainDate.from({ year, month: day.month, day: 1 });
  if ("day" in day) return first.with({ day: day.day });
  const earliest = first.add({ days: (day.weekday - first.dayOfWeek + 7) % 7 });
  if (day.nth > 0) return earliest.add({ weeks: day.nth - 1 });
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
