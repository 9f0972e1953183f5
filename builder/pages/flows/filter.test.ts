import { expect, it } from "vitest";
import type { FlowLine } from "../../editor/api/flows.ts";
import { countsOf, filterFlows, totalsOf } from "./filter.ts";

const flow = (key: string, more: Partial<FlowLine> = {}): FlowLine => ({
  key,
  name: key,
  subject: "matter",
  caseTypes: [],
  state: "live",
  liveVersion: 1,
  draftRevision: 1,
  draftSavedAt: "2026-11-23T15:00:00Z",
  draftSavedBy: { id: "s", name: "Dana" },
  ...more,
});
const count = (running: number, attention: number) => ({ flowKey: "x", version: 1, running, attention, held: 0, ended: 2 });
const { liveVersion: _none, ...unpublished } = flow("yearly-review", { state: "draft" });
const flows: FlowLine[] = [flow("closing", { counts: [count(3, 1), count(4, 0)] }), flow("nurture"), unpublished];

it("counts add up over versions", () => {
  expect(countsOf(flow("closing", { counts: [count(3, 1), count(4, 0)] }))).toEqual({ running: 7, attention: 1, held: 0, ended: 4 });
});

it("chips show what they say", () => {
  expect(totalsOf(flows)).toEqual({ all: 3, live: 2, attention: 1, draft: 1 });
  expect(filterFlows(flows, "attention", "").map(({ key }) => key)).toEqual(["closing"]);
});

it("the search takes every word", () => {
  expect(filterFlows(flows, "all", "year rev").map(({ key }) => key)).toEqual(["yearly-review"]);
});
