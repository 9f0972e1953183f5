import { describe, expect, it } from "vitest";
import { advice as adviceOf, figures, guardWords, isBad, rate, share, sinceTheFirst } from "./mailAdvice.ts";

const became = (sent: number, bounced = 0, replied = 1, complained = 0) => ({
  ...{ sent, delivered: sent - bounced, bounced, complained, clicked: 0, replied },
});
const advice = (of: Parameters<typeof adviceOf>[0]) => adviceOf(of).map((one) => one.says);
const shown = (total: ReturnType<typeof became>) => ({ total, weeks: [], domains: [] });

describe("what to do when a number turns bad", () => {
  it("is said from two in a hundred that came back, more urgently from five, and not of a handful", () => {
    expect(advice(shown(became(10, 5)))).toEqual([]);
    expect(advice(shown(became(100, 2)))).toEqual([]);
    expect(advice(shown(became(100, 3)))[0]).toContain("3 (3.0%)");
    expect(advice(shown(became(100, 8)))[0]).toContain("imported lists");
    expect(adviceOf(shown(became(100, 8, 0, 2))).map((one) => one.show)).toEqual(["back", "spam"]);
  });

  it("is to look at the message that was reported, not at one report", () => {
    expect(advice(shown(became(500, 0, 1, 1)))).toEqual([]);
    expect(advice(shown(became(500, 0, 1, 2)))[0]).toContain("say in its first line how they know you");
  });

  it("is to look for spam where nobody answers at all", () => {
    expect(advice(shown(became(300, 0, 0)))[0]).toContain("landing in spam");
  });

  it("is said of the last week as soon as it is worse than all before it", () => {
    const weeks = [
      { week: "2026-11-09", ...became(400) },
      { week: "2026-11-16", ...became(30, 3) },
      { week: "2026-11-23", ...became(2, 1) },
    ];
    expect(advice({ total: became(432, 4), weeks, domains: [] })[0]).toContain("In the week of 16 Nov 3 (10.0%)");
  });

  it("is said of one provider that sends back what others take", () => {
    const domains = [
      { name: "gmail.example", ...became(500) },
      { name: "court.example", ...became(20, 5) },
    ];
    expect(advice({ total: became(520, 5), weeks: [], domains })[0]).toContain("court.example sent back 5 (25.0%)");
    expect(advice({ total: became(20, 0), weeks: [], domains: domains.slice(1) })).toEqual([]);
  });

  it("is said in words at both marks of complaints", () => {
    const guard = { sent: 1_000, complaints: 1, rate: 0.001 };
    expect(guardWords({ ...guard, verdict: "warn" }).says).toContain("0.10%");
    expect(guardWords({ ...guard, verdict: "hold", complaints: 3, rate: 0.003 }).words).toBe("Marketing is held");
    expect(guardWords({ sent: 0, complaints: 0, rate: 0, verdict: "good" }).says).toContain("Nobody");
  });
});

it("weeks are shown from the first in which anything left, four at least", () => {
  const weeks = (...sent: number[]) => sinceTheFirst(sent.map((one) => ({ sent: one }))).map((one) => one.sent);
  expect(weeks(0, 0, 3, 0, 0, 5, 1)).toEqual([3, 0, 0, 5, 1]);
  expect(weeks(0, 0, 0, 0, 0, 1)).toEqual([0, 0, 0, 1]);
  expect(weeks(2, 0)).toEqual([2, 0]);
});

describe("a figure", () => {
  it("shows small shares to two places", () => {
    expect([rate(0, 10), rate(1, 1_000), rate(30, 100)]).toEqual(["–", "1 (0.10%)", "30 (30.0%)"]);
    expect([share(0, 0), share(50, 50)]).toEqual(["0.0%", "100%"]);
  });

  it("is marked where it is bad: what came back and what was reported, never that few clicked", () => {
    const bad = (one: Parameters<typeof isBad>[1]) => figures.filter((figure) => isBad(figure, one)).map((figure) => figure.name);
    expect(bad(became(100, 3, 0, 2))).toEqual(["bounced", "complained"]);
    expect(bad(became(19, 9))).toEqual([]);
    expect(bad(became(1_000, 20, 0, 1))).toEqual([]);
  });
});
