import { expect, it } from "vitest";
import { spansAround, spansOf } from "./spans.ts";

/** Every day of three years. */
const days = Array.from({ length: 1096 }, (_, n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
const is: Record<string, (a: string, b: string) => boolean> = {
  ...{ $gte: (a, b) => a >= b, $gt: (a, b) => a > b, $lte: (a, b) => a <= b, $lt: (a, b) => a < b },
};
/** How often a day is counted by these questions. */
const counted = (day: string, asked: ReturnType<typeof spansOf>) =>
  asked.filter((one) =>
    spansAround(day).some((kept) => kept.span === one.span && Object.entries(one.day).every(([how, than]) => is[how]?.(kept.day, than))),
  ).length;

it("each day of a stretch is counted once, and no other", () => {
  const stretches: [string?, string?][] = [
    ...([
      ["2024-11-15", "2026-02-03"],
      ["2025-01-01", "2025-12-31"],
      ["2025-03-07", "2025-03-09"],
    ] as [string, string][]),
    ...([["2025-02-28", "2025-03-01"], ["2025-06-30"], [undefined, "2025-06-01"], []] as [string?, string?][]),
  ];
  for (const [since, until] of stretches)
    for (const day of days) {
      const within = day >= (since ?? "") && day <= (until ?? "9999");
      expect(counted(day, spansOf(since, until)), `${day} of ${since} to ${until}`).toBe(within ? 1 : 0);
    }
});

it("days the wrong way round are none", () => {
  expect(spansOf("2025-03-09", "2025-01-07")).toEqual([]);
});
