import { describe, expect, it } from "vitest";
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
    expect(hours.source).toMatch(/§§? \d/);
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

  it("know the zones of every state and of the District of Columbia", () => {
    expect(Object.keys(stateZones)).toHaveLength(51);
    expect(Object.values(stateZones).flat().every(isZone)).toBe(true);
    expect(Object.keys(stateHours).filter((state) => !Object.hasOwn(stateZones, state))).toEqual([]);
  });
});
