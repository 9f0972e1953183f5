import { expect, it } from "vitest";
import type { MoveGroup } from "../../api/moves.ts";
import { groupWords, sendWords, tally } from "./words.ts";

const title = (step: string) => ({ papers: "Papers", book: "Design meeting" })[step] ?? step;
const day = (at: string) => at.slice(0, 10);
const group = (more: Partial<MoveGroup>): MoveGroup => ({
  step: "papers",
  to: "book",
  became: "goesOn",
  count: 12,
  sends: {},
  ...more,
  people: more.people ?? more.count ?? 12,
});
const said = (more: Partial<MoveGroup>) => groupWords(group(more), title, day);

it("says what happens to those at a step in a sentence", () => {
  expect(said({ earliest: "2026-11-27T15:00", latest: "2026-11-30T15:00" })).toBe(
    "12 people go on waiting, between 2026-11-27 and 2026-11-30",
  );
  expect(said({ count: 1, earliest: "2026-11-27T15:00", latest: "2026-11-27T15:00" })).toBe("1 person goes on waiting until 2026-11-27");
  expect(said({ became: "atOnce", count: 4 })).toBe("4 people have waited long enough and go on at once");
  expect(said({ became: "arrives" })).toBe("12 people begin “Design meeting” at once");
  expect(said({ became: "refused", count: 2, why: "It is inside “Both”. It can be moved once it has left it." })).toBe(
    "2 people can’t be moved: they are inside “Both”. It can be moved once it has left it.",
  );
  expect(
    said({ became: "refused", count: 1, why: "It stands at “papers”, which version 2 does not have. Choose where those there go." }),
  ).toBe("1 person can’t be moved: it stands at “Papers”, which version 2 does not have. Choose where those there go.");
});

it("adds up what would be sent, and who needs a place", () => {
  const groups = [
    group({ sends: { book: 12 } }),
    group({ step: "other", sends: { book: 1 } }),
    group({ became: "refused", to: "gone", count: 3 }),
  ];
  expect(sendWords(groups, title)).toEqual(["13 people get “Design meeting” at once"]);
  expect(tally(groups, (step) => step !== "gone")).toEqual({ carryOn: 24, needPlace: 3, stay: 0 });
  // Two branches of one run are one person.
  expect(
    tally([group({ became: "refused", count: 1 }), group({ step: "other", became: "refused", count: 1, people: 0 })], () => true).stay,
  ).toBe(1);
});
