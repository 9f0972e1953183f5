import { expect, it } from "vitest";
import { countWords, numbersOf, pairOf, percent, tookWords, verdictWords, wayWords } from "./numbers.ts";

const runs = { began: 1300, open: 100, over: 1200, gone: 10, settled: 1200, won: 900 };
const day = 86_400_000;

it("a way is told as how many, and which share of those who came to its step", () => {
  const steps = [{ step: "a", counts: { entered: 1200, done: 1100 } }];
  const { ways } = numbersOf({ runs, steps, ways: [{ from: "a", outlet: "next", count: 1080 }] });
  expect([...ways].map(([id, way]) => [id, wayWords(way)])).toEqual([
    ["$start start", "1,300"],
    ["a next", "1,080 · 90%"],
  ]);
});

it("what stayed the same keeps its identity from one look to the next", () => {
  const told = () => ({ runs, steps: [{ step: "a", counts: { entered: 3 } }], ways: [{ from: "a", outlet: "next", count: 1 }] });
  const before = numbersOf(told());
  const after = numbersOf(told(), before);
  expect(after.steps.get("a")).toBe(before.steps.get("a"));
  expect(after.ways.get("a next")).toBe(before.ways.get("a next"));
});

it("a few are not none, and nearly all are not all", () => {
  expect([percent(0), percent(0.001), percent(0.5), percent(0.999), percent(1)]).toEqual(["0%", "under 1%", "50%", "over 99%", "100%"]);
});

it("how long it took is said in its largest unit", () => {
  expect([3 * day, 3_600_000, 90_000, 59_000, 5, 800 * day, undefined].map(tookWords)).toEqual([
    ...["about 3 days", "about 1 hour", "about 2 minutes", "about 1 minute", null, "about 2 years", null],
  ]);
});

it("too few people to tell is said plainly", () => {
  const names = ["Version 8", "Version 7"];
  expect(verdictWords({ says: "tooFew", fewest: 20 }, names)).toBe("Too few people to tell: at least 20 of each must have come through.");
  expect(verdictWords({ says: "unclear", needed: 213 }, names)).toContain("may be chance. About 213 of each");
  expect(verdictWords({ says: "better", arm: 1, from: 0.05, to: 0.3 }, names)).toContain("“Version 7” does better, by 5% to 30%");
});

it("two versions are compared as they were chosen, else the newest with the one before", () => {
  expect(pairOf([5, 4, 2], [])).toEqual([5, 4]);
  expect(pairOf([5, 4, 2], [2, 5])).toEqual([2, 5]);
  // What was chosen is not among those of this time.
  expect(pairOf([5, 4], [2, 5])).toEqual([5, 4]);
});

it("on paper a step's numbers are one line: of a letter, what became of it", () => {
  expect(countWords({ counts: { entered: 400, waiting: 12, done: 1340, attention: 2 } }, false)).toBe(
    "12 waiting · 1,340 done · 2 need attention",
  );
  expect(countWords({ counts: { entered: 40, done: 40, delivered: 38, clicked: 7, failed: 2 } }, true)).toBe(
    "38 delivered · 7 clicked · 2 failed",
  );
});
