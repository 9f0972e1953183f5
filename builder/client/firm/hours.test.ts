import { describe, expect, it } from "vitest";
import { closedInWords, hoursInWords, type OpenHours } from "./hours.ts";

const nineToFive = [{ from: "09:00", to: "17:00" }];
const week: OpenHours = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive };
const november = new Date("2026-11-23T15:00:00Z");
const say = (hours: OpenHours | undefined, language: "en" | "es" = "en") => hoursInWords(hours, "America/New_York", language, november);

describe("when the office is open", () => {
  it("is said once for days with the same hours, with the zone", () => expect(say(week)).toBe("Mon to Fri, 9 am to 5 pm EST"));

  it("tells other days apart", () =>
    expect(say({ ...week, wed: [], sat: [{ from: "10:00", to: "12:30" }] })).toBe(
      "Mon to Tue, 9 am to 5 pm; Thu to Fri, 9 am to 5 pm; Sat, 10 am to 12:30 pm EST",
    ));

  it("is said in Spanish", () => expect(say(week, "es")).toBe("lun a vie, 9 a.m. a 5 p.m. EST"));

  it("is not said where nobody has set it", () => expect(say(undefined)).toBe(""));

  it("names the next day it is closed", () =>
    expect(closedInWords({ date: "2026-11-26", name: "Thanksgiving Day" }, "en")).toBe("Closed Thu, Nov 26, Thanksgiving Day."));
});
