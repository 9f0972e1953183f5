import { expect, it } from "vitest";
import type { Definition } from "../definition/types.ts";
import { aheadOf, reachesClient, waysOn } from "./ahead.ts";
import type { Position } from "./types.ts";

const steps = {
  assets: { kind: "requestForm", name: "Asset form", form: "assets", remind: ["P3D"], giveUpAfter: "P21D", next: "book", onGiveUp: "call" },
  call: { kind: "createTask", name: "Call them", title: "Call", waitUntilDone: true, next: "book" },
  book: { kind: "wait", name: "Two days", for: "P2D", next: "done" },
  done: { kind: "end", name: "Hired", outcome: "completed" },
} as unknown as Definition["steps"];
const place = (step: string, more: Partial<Position> = {}): Position => ({
  ...{ token: "t1", step, visit: 1, state: "waiting", since: "2026-11-23T15:00:00.000Z" },
  ...more,
});
const title = (step: { name?: string; kind: string }) => step.name ?? step.kind;

it("a request tells its next reminder, what follows an answer, and what follows none", () => {
  const until = "2026-12-14T15:00:00.000Z";
  expect(aheadOf(steps, place("assets", { until }), title, "2026-11-26T15:00:00.000Z")).toEqual([
    { at: "2026-11-26T15:00:00.000Z", words: "Reminder" },
    { words: "When it is done: Two days" },
    { at: until, words: "If nothing comes by then: Call them" },
  ]);
});

it("when the last reminder is out, the end of the time is not called a reminder", () => {
  const until = "2026-12-14T15:00:00.000Z";
  expect(aheadOf(steps, place("assets", { until }), title, until).map(({ words }) => words)).toEqual([
    "When it is done: Two days",
    "If nothing comes by then: Call them",
  ]);
});

it("a wait tells when it ends and what is then", () => {
  expect(aheadOf(steps, place("book", { until: "2026-11-25T15:00:00.000Z" }), title)).toEqual([
    { at: "2026-11-25T15:00:00.000Z", words: "Then: Hired" },
  ]);
});

it("what is held back tells when the hold ends by itself, and no reminder before", () => {
  const until = "2027-01-04T14:00:00.000Z";
  expect(aheadOf(steps, place("assets", { state: "held", until }), title, until)).toEqual([
    { at: until, words: "The hold ends by itself" },
  ]);
  expect(aheadOf(steps, place("book", { state: "held" }), title, "2026-11-26T15:00:00.000Z")).toEqual([]);
});

it("where staff are needed nothing is promised", () => {
  expect(aheadOf(steps, place("assets", { state: "attention" }), title, "2026-11-26T15:00:00.000Z")).toEqual([]);
});

it("only ways that lead somewhere are offered for leaving a step out", () => {
  expect(waysOn(steps, "assets", title).map(({ outlet, to }) => [outlet, to])).toEqual([
    ["next", "Two days"],
    ["onGiveUp", "Call them"],
  ]);
});

it("knows what reaches a client", () => {
  expect([steps["assets"], steps["call"]].map(reachesClient)).toEqual([true, false]);
});
