import { describe, expect, it } from "vitest";
import { scheduleWords } from "../words/start.ts";
import { readSchedule, type Schedule, writeSchedule } from "./schedule.ts";

const monday: Schedule = { unit: "WEEKLY", every: 1, days: ["MO"], dayOfMonth: 1, month: 1, at: "09:00" };

describe("a calendar rule as a person sets it", () => {
  it.each([
    [monday, "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0", "every week on Monday at 09:00"],
    [
      { ...monday, every: 2, days: ["TU", "FR"], at: "16:30" } as Schedule,
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;BYHOUR=16;BYMINUTE=30",
      "every 2 weeks on Tuesday and Friday at 16:30",
    ],
    [{ ...monday, unit: "DAILY", days: [] } as Schedule, "FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "every day at 09:00"],
    [
      { ...monday, unit: "MONTHLY", days: [], dayOfMonth: -1 } as Schedule,
      "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=9;BYMINUTE=0",
      "every month on the last day at 09:00",
    ],
    [
      { ...monday, unit: "YEARLY", days: [], dayOfMonth: 15, month: 4 } as Schedule,
      "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15;BYHOUR=9;BYMINUTE=0",
      "every year on 15 April at 09:00",
    ],
  ])("is written, read again and said: %#", (schedule, rule, words) => {
    expect(writeSchedule(schedule)).toBe(rule);
    expect(readSchedule(rule)).toEqual(schedule);
    expect(scheduleWords(rule)).toBe(words);
  });

  it.each([
    "",
    "every Monday",
    "FREQ=HOURLY",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY",
    "FREQ=WEEKLY;COUNT=3",
    "FREQ=WEEKLY;INTERVAL=0",
    "FREQ=DAILY;BYDAY=MO",
    "DTSTART:20270101\nRRULE:FREQ=DAILY",
    "FREQ=YEARLY;BYMONTHDAY=1",
  ])("that says more, or nothing, is left as it is written: %s", (rule) => {
    expect(readSchedule(rule)).toBeNull();
  });

  it("without a day of the week chosen is on Monday, rather than on none", () => {
    expect(writeSchedule({ ...monday, days: [] })).toContain("BYDAY=MO");
  });
});
