import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { clock, newId, withScope } from "../base/index.ts";
import { logCall } from "../calls/index.ts";
import { FlowModel } from "../flows/model.ts";
import { assignMatter, moveStage } from "../matters/index.ts";
import { planOccasion } from "../occasions/index.ts";
import { RunModel } from "../runs/index.ts";
import { countDue, flowCounts } from "../watching/index.ts";
import { readFlowReport, readFlowTrends, readLeadReport } from "./index.ts";
import { weeksOf } from "./range.ts";
import { bandsOf, median } from "./rows.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());
afterEach(() => clock.reset());

const at = (instant: string) => clock.set(() => new Date(instant));

async function lead(firm: TestFirm, opened: string, more: { source?: string; value?: number; called?: string; hired?: string }) {
  at(opened);
  const { called, hired, ...values } = more;
  const { id, contactId } = await firm.matter(values);
  if (called) {
    at(called);
    await logCall(firm.scope, { contactId, matterId: id, direction: "out", outcome: "reached" });
  }
  if (hired) {
    at(hired);
    await moveStage(firm.scope, { matterId: id, stage: "hired" });
  }
  return id;
}

describe("the report on leads", () => {
  it("counts by source and by member of staff, with the median minutes to the first call", async () => {
    const firm = await aFirm();
    const first = await lead(firm, "2026-11-10T15:00:00Z", {
      ...{ source: "Referral", value: 3200, called: "2026-11-10T15:04:00Z", hired: "2026-11-17T15:00:00Z" },
    });
    await planOccasion(firm.scope, { kind: "appointment", title: "Consultation", at: "2026-11-12T15:00:00Z", matterId: first });
    await lead(firm, "2026-11-16T15:00:00Z", { source: "Referral", called: "2026-11-16T15:30:00Z" });
    const third = await lead(firm, "2026-11-17T15:00:00Z", {});
    await assignMatter(firm.scope, { matterId: third, staffId: firm.staffId });
    await lead(firm, "2026-10-20T15:00:00Z", { source: "Phone" });
    const report = await readLeadReport(firm.scope, { from: "2026-11-01T05:00:00Z", to: "2026-11-30T05:00:00Z" });
    expect(report.total).toMatchObject({
      leads: 3,
      medianMinutes: 17,
      reached: 2,
      booked: 1,
      hired: 1,
      fees: 3200,
      daysToHire: 7,
      untouched: 1,
    });
    expect(report.bySource).toMatchObject([
      { name: "Referral", leads: 2, hired: 1 },
      { name: "Not known", leads: 1, medianMinutes: null, hired: 0 },
    ]);
    expect(report.byStaff).toMatchObject([
      { name: "Nobody yet", leads: 2 },
      { name: "Dana Whitfield", leads: 1, untouched: 1 },
    ]);
    expect(report.before).toMatchObject({ leads: 1 });
    expect(report.weeks.filter((one) => Object.keys(one.sources).length)).toEqual([
      { week: "2026-11-09", sources: { Referral: 1 } },
      { week: "2026-11-16", sources: { Referral: 1, "": 1 } },
    ]);
    expect(report.bands.map((one) => [one.name, one.leads, one.hired])).toEqual([
      ["under 5 min", 1, 1],
      ["5 to 15", 0, 0],
      ["15 to 60", 1, 0],
      ["1 to 4 h", 0, 0],
      ["later", 0, 0],
    ]);
  });

  it("of a firm without leads is all zeros, not an error", async () => {
    const report = await readLeadReport((await aFirm()).scope, {});
    expect(report.total).toMatchObject({ leads: 0, medianMinutes: null, fees: 0 });
    expect(report.bySource).toEqual([]);
  });
});

describe("the report on flows", () => {
  const ended = (outcome: string) => ({ status: "ended" as const, outcome });
  const states = [
    ...[{ status: "running" as const }, { status: "held" as const }, { status: "attention" as const, needsAttention: true }],
    ...[ended("completed"), ended("goal"), ended("exited"), ended("undone")],
  ];

  /** A flow of which one run stands in each of these ways, begun now. */
  async function busyFlow(firm: TestFirm, key: string): Promise<void> {
    await withScope(firm.scope, async () => {
      const saved = { draft: "{}", draftRevision: 1, draftSavedAt: clock.now(), draftSavedBy: firm.scope.actor };
      await FlowModel.create([{ _id: newId("flow"), key, name: "Onboarding", subject: "matter", state: "live", ...saved }]);
      const run = { flowKey: key, flowName: "Onboarding", version: 1, definitionHash: "h", subjectKind: "matter" as const };
      const began = { startedBy: firm.scope.actor, startedAt: clock.now(), workflow: "started" as const, counting: "due" as const };
      await RunModel.create(states.map((state) => ({ _id: newId("run"), ...run, ...began, ...state })));
    });
    while ((await countDue()) > 0);
  }

  it("counts who entered, goes on, finished, reached the goal and left, and not who never really began", async () => {
    const firm = await aFirm();
    await busyFlow(firm, "onboarding");
    const soon = new Date(clock.now().getTime() + 60_000).toISOString();
    const { flows } = await readFlowReport(firm.scope, { to: soon });
    expect(flows).toEqual([{ key: "onboarding", name: "Onboarding", entered: 6, running: 2, attention: 1, finished: 2, goal: 1, left: 1 }]);
  });

  it("and the list of flows says the same of now, and of each of the last twelve weeks", async () => {
    const firm = await aFirm();
    at("2026-09-05T15:00:00Z");
    await busyFlow(firm, "onboarding");
    at("2026-11-10T15:00:00Z");
    expect(await flowCounts(firm.scope, {})).toEqual([{ flowKey: "onboarding", version: 1, running: 3, attention: 1, held: 1, ended: 3 }]);
    const begun = (week: number) => Array.from({ length: 12 }, (_, n) => (n === week ? 6 : 0));
    const trendsAt = async (instant: string) => {
      at(instant);
      return await readFlowTrends(firm.scope, { keys: ["onboarding", "other"] });
    };
    expect(await trendsAt("2026-09-05T16:00:00Z")).toEqual([
      { key: "onboarding", begun: begun(11), goal: 1, over: 3 },
      { key: "other", begun: begun(-1), goal: 0, over: 0 },
    ]);
    expect((await trendsAt("2026-11-10T15:00:00Z"))[0]?.begun).toEqual(begun(2));
    expect((await trendsAt("2026-11-27T15:00:00Z"))[0]?.begun).toEqual(begun(0));
    expect((await trendsAt("2026-11-28T15:00:00Z"))[0]).toEqual({ key: "onboarding", begun: begun(-1), goal: 0, over: 0 });
    const report = await readFlowReport(firm.scope, { from: "2026-09-05T04:00:00Z", to: "2026-09-06T04:00:00Z" });
    expect(report.flows).toMatchObject([{ entered: 6 }]);
    const after = await readFlowReport(firm.scope, { from: "2026-09-06T04:00:00Z", to: "2026-11-28T04:00:00Z" });
    expect(after.flows).toMatchObject([{ entered: 0 }]);
  });
});

describe("the arithmetic of reports", () => {
  it("a median of an even number lies in the middle, of none is nothing", () => {
    expect([median([]), median([7]), median([9, 1, 5]), median([1, 4])]).toEqual([null, 7, 5, 3]);
  });
  it("a lead reached at exactly five minutes belongs to the band that begins there", () => {
    const openedAt = new Date("2026-11-10T15:00:00Z");
    const lead = { openedAt, firstTouchAt: new Date("2026-11-10T15:05:00Z"), state: "open", booked: false };
    expect(bandsOf([lead]).find((one) => one.leads)?.name).toBe("5 to 15");
  });
  it("weeks begin on Mondays of the firm's zone and none is left out", () => {
    const range = { from: new Date("2026-11-09T03:00:00Z"), to: new Date("2026-11-24T03:00:00Z") };
    expect(weeksOf(range, "America/New_York")).toEqual(["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]);
  });
});
