import { describe, expect, it } from "vitest";
import { ageWords, answerWords, dueWords, leadState } from "./phrases.ts";

const zone = "America/New_York";
const now = new Date("2026-11-23T21:40:00Z");

describe("a lead nobody has touched", () => {
  it("grows more urgent with every quarter of an hour", () => {
    expect([0, 4, 5, 29, 30, 600].map(leadState)).toEqual(["info", "info", "waiting", "waiting", "attention", "attention"]);
  });
  it("says its age in one unit", () => {
    expect([0, 1, 52, 130, 60 * 24 * 3].map(ageWords)).toEqual(["just now", "1 minute", "52 minutes", "2 hours", "3 days"]);
  });
});

describe("a call that is due", () => {
  it("says how soon, by the firm's day", () => {
    const words = (due: string) => dueWords(new Date(due), now, zone).words;
    expect(words("2026-11-23T22:00:00Z")).toBe("Due in 20 min");
    expect(words("2026-11-24T04:59:00Z")).toBe("Due today");
    expect(words("2026-11-24T17:00:00Z")).toBe("Tomorrow");
    expect(words("2026-11-21T21:40:00Z")).toBe("2 days late");
  });
});

describe("an answer in words", () => {
  const matter = null;
  it("tells how many of several have answered", () => {
    expect(answerWords({ type: "form.submitted", data: {}, form: "Asset form", group: { done: 1, of: 2 }, matter })).toMatchObject({
      did: "answered",
      what: "Asset form",
      stateWords: "1 of 2 done",
    });
  });
  it("tells which papers are missing", () => {
    const data = { names: ["Deed", "Survey"], missing: ["Mortgage statement"] };
    expect(answerWords({ type: "files.received", data, form: undefined, group: undefined, matter })).toMatchObject({
      what: "2 papers",
      detail: "Deed, Survey · still missing Mortgage statement",
      stateWords: "1 missing",
    });
  });
  it("bears data it does not expect", () => {
    expect(answerWords({ type: "files.received", data: { names: "x" }, form: undefined, group: undefined, matter }).what).toBe("0 papers");
  });
});
