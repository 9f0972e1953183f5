import { describe, expect, it } from "vitest";
import { advice, guardWords, rate } from "./mailAdvice.ts";

const became = (sent: number, bounced = 0, replied = 1) => ({ sent, bounced, complained: 0, clicked: 0, replied });

describe("what to do when a number turns bad", () => {
  it("is said from two in a hundred that came back, more urgently from five, and not of a handful", () => {
    expect(advice(became(10, 5))).toEqual([]);
    expect(advice(became(100, 2))).toEqual([]);
    expect(advice(became(100, 3))[0]).toContain("3 (3.0 %)");
    expect(advice(became(100, 8))[0]).toContain("imported lists");
  });

  it("is to look for spam where nobody answers at all", () => {
    expect(advice(became(300, 0, 0))[0]).toContain("landing in spam");
  });

  it("is said in words at both marks of complaints", () => {
    const guard = { sent: 1_000, complaints: 1, rate: 0.001 };
    expect(guardWords({ ...guard, verdict: "warn" }).says).toContain("0.10 %");
    expect(guardWords({ ...guard, verdict: "hold", complaints: 3, rate: 0.003 }).words).toBe("Marketing is held");
    expect(guardWords({ sent: 0, complaints: 0, rate: 0, verdict: "good" }).says).toContain("Nobody");
  });

  it("shows small shares to two places", () => {
    expect([rate(0, 10), rate(1, 1_000), rate(30, 100)]).toEqual(["–", "1 (0.10 %)", "30 (30.0 %)"]);
  });
});
