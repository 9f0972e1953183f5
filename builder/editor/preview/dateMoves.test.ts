import { expect, it } from "vitest";
import { aFlow } from "../../../engine/run/testing/flow.ts";
import type { DateMove } from "../../../engine/simulate/index.ts";
import { plainNames } from "../words/names.ts";
import { agendaOf, dateWords } from "./agendaLines.ts";
import { changeOn, datesRead, proposedMove } from "./dateMoves.ts";
import { playSample } from "./play.ts";
import { sampleFacts } from "./sampleFacts.ts";

const zone = "America/New_York";
const starts = new Date("2026-01-05T15:00:00Z");
const closing = aFlow().wait({ field: "matter.closingDate", before: "P3D", at: "09:00" }, "before").email("reminder").build();
const typeOf = () => "date";
const names = { ...plainNames, fact: () => "closing date" };

it("the agenda says that a date moves, what is planned anew for it, and reminds of the new one", () => {
  const facts = sampleFacts(closing, starts, zone);
  const moves: DateMove[] = [{ path: "matter.closingDate", on: "2026-01-12T14:00:00Z", to: "2026-03-10" }];
  const played = playSample(closing, { facts, starts, answers: {}, booked: {}, moves }, { zone });
  const lines = agendaOf(played?.journal ?? [], { definition: closing, facts, names, firm: { zone, holidays: [] }, moves });
  expect(lines.map(({ at, what, more, who }) => [at.slice(0, 10), what, more, who])).toEqual([
    ["2026-01-12", "Closing date", expect.stringMatching(/^moves to Tue 10 Mar/), "staff"],
    ["2026-01-12", expect.any(String), expect.stringMatching(/^planned anew, for Sat 7 Mar.*09:00$/), "flow"],
    ["2026-03-07", "Send email", undefined, "mail"],
    ["2026-03-07", "The flow ends", "as completed", "flow"],
  ]);
});

it("a change is proposed for a date the flow reads: a week on, by two weeks, and again from there", () => {
  const facts = sampleFacts(closing, starts, zone);
  const [date] = datesRead(closing, facts, typeOf);
  expect(date).toEqual({ path: "matter.closingDate", value: "2026-02-19", dayOnly: true });
  if (!date) return;
  const first = proposedMove(date, [], starts, zone);
  expect(first).toEqual({ path: date.path, on: "2026-01-12T14:00:00.000Z", to: "2026-03-05" });
  expect(proposedMove(date, [first], starts, zone)).toEqual({ path: date.path, on: "2026-01-19T14:00:00.000Z", to: "2026-03-19" });
  const hearing = { path: "occasion.at", value: "2026-03-05T15:00:00Z" };
  expect(proposedMove(hearing, [], starts, zone).to).toBe("2026-03-19T14:00:00.000Z");
  expect(changeOn("2026-01-05", starts, zone)).toBe("2026-01-05T16:00:00.000Z");
});

it("a date the flow reads is told though nobody knows it yet; what is no date is not", () => {
  const facts = sampleFacts(closing, starts, zone);
  const { closingDate: _unknown, ...matter } = facts.matter ?? {};
  expect(datesRead(closing, { ...facts, matter }, typeOf)).toEqual([{ path: "matter.closingDate", value: "", dayOnly: true }]);
  expect(datesRead(closing, { ...facts, matter }, () => "text")).toEqual([]);
});

it("an assumed moment is told in words, in the firm's zone and with its name", () => {
  expect(dateWords("2026-03-05T15:00:00Z", zone, true)).toMatch(/^Thu 5 Mar.*, 10:00 EST$/);
  expect(dateWords("2026-03-05", zone, true)).toMatch(/^Thu 5 Mar/);
});
