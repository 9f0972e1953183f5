import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { holidaysAround, legalHolidays } from "./legalHolidays.ts";
import { placeOf, textFrom } from "./quietHours.ts";
import { federalHours, type Stretch, stateHours, stateZones, strictestHours, type TextingHours } from "./textingLaws.ts";
import { isZone } from "./zones.ts";

const stretches = ({ weekdays, saturday, sunday }: TextingHours): Stretch[] => [weekdays, saturday, sunday];
const within = (one: TextingHours, other: TextingHours) =>
  stretches(one).every(([from, to], day) => {
    const [earliest = "", latest = ""] = stretches(other)[day] ?? [];
    return from >= earliest && to <= latest && from < to;
  });

describe("the hours for texts", () => {
  it.each(Object.entries(stateHours))("of %s lie within the federal ones, and name the section they are from", (_state, hours) => {
    expect(within(hours, federalHours)).toBe(true);
    expect(hours.source).toMatch(/(§§?|r\.) \d/);
  });

  it("where nobody knows the place are allowed everywhere, but for an hour in Kentucky", () => {
    const stricter = Object.entries(stateHours).filter(([, hours]) => !within(strictestHours, hours));
    expect(stricter.map(([state]) => state)).toEqual(["KY"]);
  });

  it.each([
    ["FL", "08:00 to 20:00"],
    ["OK", "08:00 to 20:00"],
    ["WA", "08:00 to 20:00"],
    ["MD", "08:00 to 20:00"],
    ["TX", "09:00 to 21:00"],
    ["CT", "09:00 to 20:00"],
    ["NM", "09:00 to 21:00"],
    ["RI", "09:00 to 18:00"],
  ])("on a weekday in %s are %s", (state, hours) => {
    expect(stateHours[state]?.weekdays.join(" to ")).toBe(hours);
  });

  it("leave no day to marketing where nobody knows the place that a state forbids", () => {
    const days = new Set(Object.values(stateHours).flatMap((hours) => hours.noMarketingOn ?? []));
    expect([...days].sort()).toEqual([...(strictestHours.noMarketingOn ?? [])].sort());
    const holidays = Object.values(stateHours).flatMap((hours) => hours.noMarketingOnHolidaysOf ?? []);
    expect(strictestHours.noMarketingOnHolidaysOf).toEqual(holidays.sort());
    expect(Object.keys(legalHolidays).sort()).toEqual(holidays);
  });

  it("know the zones of every state and of the District of Columbia", () => {
    expect(Object.keys(stateZones)).toHaveLength(51);
    expect(Object.values(stateZones).flat().every(isZone)).toBe(true);
    expect(Object.keys(stateHours).filter((state) => !Object.hasOwn(stateZones, state))).toEqual([]);
  });
});

describe("the days without marketing", () => {
  const at = (local: string, zone = "America/Chicago") => Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds;
  const local = (ms: number, zone = "America/Chicago") =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16);

  it.each([
    ["AL", "2026-04-27T10:00", "2026-04-28T08:00", "Confederate Memorial Day"],
    ["AL", "2026-06-01T10:00", "2026-06-02T08:00", "Jefferson Davis’ birthday"],
    ["LA", "2026-02-17T10:00", "2026-02-18T08:00", "Mardi Gras"],
    ["LA", "2026-04-03T10:00", "2026-04-04T08:00", "Good Friday"],
    ["PA", "2027-03-26T10:00", "2027-03-27T08:00", "Good Friday, of a text that otherwise has the federal hours"],
    ["UT", "2026-07-24T10:00", "2026-07-25T08:00", "Pioneer Day"],
    ["UT", "2027-07-05T10:00", "2027-07-06T08:00", "Independence Day, which is on a Sunday and kept on Monday"],
    ["RI", "2026-08-10T10:00", "2026-08-11T09:00", "Victory Day"],
    ["RI", "2026-05-04T10:00", "2026-05-05T09:00", "Rhode Island Independence Day"],
    ["RI", "2026-11-03T10:00", "2026-11-04T09:00", "the day of a general election"],
    ["RI", "2027-11-02T10:00", "2027-11-02T10:00", "the same Tuesday of a year without one"],
    ["PA", "2027-11-02T10:00", "2027-11-03T08:00", "Election Day, each year"],
    ["LA", "2026-01-08T10:00", "2026-01-09T08:00", "the Battle of New Orleans"],
    ["UT", "2027-03-26T10:00", "2027-03-27T08:00", "Good Friday, since 2026"],
    ["UT", "2026-06-15T10:00", "2026-06-16T08:00", "the Monday on which Juneteenth, a Friday, is kept"],
    ["MS", "2026-07-04T10:00", "2026-07-04T10:00", "a holiday, which Mississippi no longer forbids"],
  ])("in %s: from %s marketing waits until %s (%s), what belongs to a case does not", (state, from, until) => {
    const place = placeOf({ zone: "America/Chicago", state });
    expect(local(textFrom(at(from), place, true, "UTC"))).toBe(until);
    expect(local(textFrom(at(from), place, false, "UTC"))).toBe(from);
  });

  it("hold where nobody knows the place, at weekends too", () => {
    expect(local(textFrom(at("2026-07-03T12:00"), null, true, "America/Chicago"))).toBe("2026-07-06T09:00");
    expect(local(textFrom(at("2026-07-04T12:00"), null, false, "America/Chicago"))).toBe("2026-07-04T12:00");
  });

  it("follow the calendar for years", () => {
    // Easter: April 16, 2028; April 1, 2029.
    expect([...holidaysAround(Date.UTC(2028, 5, 1), ["LA"])]).toEqual(expect.arrayContaining(["2028-04-14", "2028-02-29", "2029-03-30"]));
  });
});
