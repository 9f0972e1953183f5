import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { BulkModel, bulkPage, previewMany, readBulk, startEverybody, startForMany, tellMany, undoBulk } from "../../domain/bulk/index.ts";
import { changeContact } from "../../domain/contacts/index.ts";
import { planOccasion } from "../../domain/occasions/index.ts";
import { RunModel, tellRun } from "../../domain/runs/index.ts";
import { countDue } from "../../domain/watching/index.ts";
import { firmWithFlow, liveEngine, startRun, story, whenRun } from "../support/engine.ts";
import type { TestFirm } from "../support/firm.ts";
import { aFlow, done, letter } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof liveEngine>>;
beforeAll(async () => {
  process.env.FIRMFLOW_BULK_PER_SECOND = "100000";
  process.env.FIRMFLOW_BULK_GRACE_MS = "1";
  engine = await liveEngine();
}, 180_000);
afterAll(() => engine.stop(), 120_000);

const flow = aFlow({ hello: letter("done"), done }, { again: "never" });
const runsOf = (firm: TestFirm) => withScope(firm.scope, () => RunModel.find().sort({ _id: 1 }).lean());
const ended = (bulkId: string) => engine.client.workflow.getHandle(bulkId).result();
const matters = async (firm: TestFirm, count: number) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await firm.matter()).id);
  return ids;
};

describe("a flow started for many", () => {
  it("starts each once; who is in it already is not started again, and one that is gone is told of", async () => {
    const firm = await firmWithFlow(flow);
    const ids = await matters(firm, 4);
    await startRun(firm, "welcome", ids[0]);
    const list = { of: "matter" as const, ids: [...ids, "mat_gone"] };
    const preview = await previewMany(firm.scope, { flowKey: "welcome", list });
    expect(preview).toMatchObject({ total: 5, already: 1, gone: 1, starts: 3, looked: 3 });
    expect(preview.now).toContainEqual(expect.objectContaining({ what: "sent", count: 3 }));
    const { id } = await startForMany(firm.scope, { flowKey: "welcome", list });
    await ended(id);
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({
      state: "done",
      total: 5,
      counts: { done: 3, already: 1, refused: 1, undone: 0 },
      problems: [{ id: "mat_gone", reason: "No longer on file." }],
      by: "Dana Whitfield",
    });
    expect(await runsOf(firm)).toHaveLength(4);
  });

  it("about dates starts for the dates that are chosen, which hear of their matter; for matters it is refused in words", async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }, { again: "never", subject: "occasion" }));
    const { id: matterId } = await firm.matter();
    const at = new Date(Date.now() + 9 * 86_400_000).toISOString();
    const { id: hearing } = await planOccasion(firm.scope, { kind: "hearing", title: "Hearing", at, matterId });
    const list = { of: "occasion" as const, ids: [hearing, "occ_gone"] };
    expect(await previewMany(firm.scope, { flowKey: "welcome", list })).toMatchObject({ total: 2, gone: 1, starts: 1, reached: 1 });
    const { id } = await startForMany(firm.scope, { flowKey: "welcome", list });
    await ended(id);
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ counts: { done: 1, refused: 1 } });
    expect(await runsOf(firm)).toMatchObject([{ subjectKind: "occasion", occasionId: hearing, matterId }]);
    const matters = { flowKey: "welcome", list: { of: "matter" as const, ids: [matterId] } };
    await expect(startForMany(firm.scope, matters)).rejects.toMatchObject({ code: "about-dates" });
  });

  it("takes everybody a filter finds, as it was when the button was pressed", async () => {
    const firm = await firmWithFlow(flow);
    const [one] = await matters(firm, 3);
    const { id } = await startForMany(firm.scope, {
      flowKey: "welcome",
      list: { of: "matter", filter: { state: "open", caseType: "estate-planning" } },
    });
    await matters(firm, 1);
    await ended(id);
    expect((await runsOf(firm)).map((run) => run.matterId)).toHaveLength(3);
    expect(one).toBeDefined();
  });

  it("goes on where it was when a page is done a second time", async () => {
    const firm = await firmWithFlow(flow);
    const ids = await matters(firm, 3);
    const { id } = await startForMany(firm.scope, { flowKey: "welcome", list: { of: "matter", ids } });
    await ended(id);
    // As if the process had died after the page's starts, before they were counted.
    const counts = { done: 0, already: 0, refused: 0, undone: 0 };
    await withScope(firm.scope, () => BulkModel.updateOne({ _id: id }, { $set: { state: "working", upTo: "", counts } }));
    while ((await bulkPage(firm.scope.firmId, id)).more);
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ state: "done", counts: { done: 3, already: 0 } });
    expect(await runsOf(firm)).toHaveLength(3);
  });

  it("can be undone for a minute: nothing has left, and they may be started again", async () => {
    const firm = await firmWithFlow(flow);
    const ids = await matters(firm, 3);
    const mails = engine.mail.mails.length;
    const { id } = await startForMany(firm.scope, { flowKey: "welcome", list: { of: "matter", ids } });
    await ended(id);
    await undoBulk(firm.scope, id);
    await ended(id);
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ state: "undone", counts: { done: 3, undone: 3 } });
    expect((await runsOf(firm)).map((run) => run.outcome)).toEqual(["undone", "undone", "undone"]);
    await expect(undoBulk(firm.scope, id)).rejects.toThrow(/too late/);
    const again = await previewMany(firm.scope, { flowKey: "welcome", list: { of: "matter", ids } });
    expect(again).toMatchObject({ already: 0, starts: 3 });
    expect(engine.mail.mails).toHaveLength(mails);
  });

  it("by the calendar asks each whether they may enter", async () => {
    const firm = await firmWithFlow(aFlow({ done }, { where: { "==": [{ var: "matter.source" }, "Referral"] } }));
    await matters(firm, 1);
    const { id: matterId } = await firm.matter({ source: "Referral" });
    await startEverybody(firm.scope, { flowKey: "welcome", occurrence: "first|2026-02-03T09:00" });
    await startEverybody(firm.scope, { flowKey: "welcome", occurrence: "first|2026-02-03T09:00" });
    const [job, ...others] = await withScope(firm.scope, () => BulkModel.find().lean());
    await ended(job?._id ?? "");
    expect([others.length, (await runsOf(firm)).map((run) => run.matterId)]).toEqual([0, [matterId]]);
  });
});

describe("runs that need attention", () => {
  it("are retried together after what was wrong is put right, left out or cancelled; and the others say why not", async () => {
    const firm = await firmWithFlow(flow);
    const contacts = await Promise.all([1, 2, 3].map(() => firm.contact({ email: undefined as never, phone: "518 555 0142" })));
    const runIds: string[] = [];
    for (const { id } of contacts) runIds.push(await startRun(firm, "welcome", (await firm.matter({ mainContactId: id })).id));
    for (const runId of runIds) await whenRun(firm.scope, runId, (run) => run.needsAttention);
    await changeContact(firm.scope, { contactId: contacts[0]?.id ?? "", change: { email: "found@mail.example" } });
    const { id } = await tellMany(firm.scope, { do: "retry" });
    await ended(id);
    await whenRun(firm.scope, runIds[0] ?? "", (run) => run.status === "ended");
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ state: "done", total: 3, counts: { done: 3 } });
    const [first = "", second = "", third = ""] = runIds;
    const skipped = await tellMany(firm.scope, { do: "skip", runIds: [third] });
    await ended(skipped.id);
    expect((await whenRun(firm.scope, third, (run) => run.status === "ended")).outcome).toBe("completed");
    expect(await story(firm.scope, third)).toContain("skipped hello (Skipped by staff.)");
    const cancelled = await tellMany(firm.scope, { do: "cancel", runIds: [first, second], reason: "Written to by post" });
    await ended(cancelled.id);
    expect(await readBulk(firm.scope, { bulkId: cancelled.id })).toMatchObject({
      counts: { done: 1, refused: 1 },
      problems: [{ id: first, reason: "This run has ended." }],
    });
    expect((await story(firm.scope, second)).at(-1)).toContain("ended");
  });

  const parked = aFlow({
    hear: { kind: "waitForEvent", event: "call.logged", next: "later" },
    later: { kind: "wait", for: "P1D", next: "done" },
    done,
  });
  async function parkedRuns(count: number): Promise<{ firm: TestFirm; runIds: string[] }> {
    const firm = await firmWithFlow(parked);
    const runIds: string[] = [];
    for (let n = 0; n < count; n++) runIds.push(await startRun(firm));
    for (const runId of runIds) await whenRun(firm.scope, runId, standsAt("hear"));
    return { firm, runIds };
  }
  const standsAt = (step: string) => (run: { position: { step: string }[] }) => run.position.some((one) => one.step === step);

  it("are put on hold together and let go on by one press; one that was on hold before stays", async () => {
    const { firm, runIds } = await parkedRuns(2);
    const [first = "", second = ""] = runIds;
    await tellRun(firm.scope, first, { do: "hold", reason: "Away until May" });
    const { id } = await tellMany(firm.scope, { do: "hold", runIds, reason: "The office moves" });
    await ended(id);
    await whenRun(firm.scope, second, (run) => run.status === "held");
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ counts: { done: 1, already: 1 } });
    await undoBulk(firm.scope, id);
    await ended(id);
    await whenRun(firm.scope, second, (run) => run.status === "running");
    expect((await whenRun(firm.scope, first, () => true)).status).toBe("held");
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ state: "undone", counts: { undone: 1 } });
  });

  it("behind a number go on elsewhere; whoever has left that step since is left alone", async () => {
    const { firm, runIds } = await parkedRuns(2);
    const [first = "", second = ""] = runIds;
    while ((await countDue()) > 0);
    const behind = { key: "welcome", mark: "waiting:hear" };
    await tellRun(firm.scope, first, { do: "jump", to: "later" });
    await whenRun(firm.scope, first, standsAt("later"));
    const { id } = await tellMany(firm.scope, { do: "jump", behind, at: "hear", step: "done" });
    await ended(id);
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ total: 2, counts: { done: 1, already: 1 } });
    await whenRun(firm.scope, second, (run) => run.status === "ended");
    expect((await whenRun(firm.scope, first, () => true)).status).toBe("running");
  });

  it("are taken out of the flow only after a moment in which that can be taken back", async () => {
    const { firm, runIds } = await parkedRuns(1);
    process.env.FIRMFLOW_BULK_GRACE_MS = "3600000";
    const { id } = await tellMany(firm.scope, { do: "cancel", runIds });
    process.env.FIRMFLOW_BULK_GRACE_MS = "1";
    await undoBulk(firm.scope, id);
    expect(await readBulk(firm.scope, { bulkId: id })).toMatchObject({ state: "undone", counts: { done: 0 } });
    await expect(undoBulk(firm.scope, id)).rejects.toMatchObject({ code: "too-late" });
    await engine.client.workflow.getHandle(id).terminate();
    expect((await whenRun(firm.scope, runIds[0] ?? "", () => true)).status).toBe("running");
  });

  it("are refused in words where it is not said how", async () => {
    const { firm, runIds } = await parkedRuns(1);
    await expect(tellMany(firm.scope, { do: "hold", runIds })).rejects.toMatchObject({ errors: [{ path: "/reason" }] });
    const passed = { do: "hold", reason: "Away", until: "2020-01-06T09:00:00Z" } as const;
    const over = { errors: [{ path: "/until", message: "This end has already passed. Choose a later one, or none." }] };
    await expect(tellMany(firm.scope, { ...passed, runIds })).rejects.toMatchObject(over);
    await expect(tellRun(firm.scope, runIds[0] ?? "", passed)).rejects.toMatchObject(over);
    await expect(tellRun(firm.scope, runIds[0] ?? "", { ...passed, until: "soon" })).rejects.toMatchObject({
      errors: [{ path: "/until" }],
    });
    await expect(tellMany(firm.scope, { do: "jump", runIds })).rejects.toMatchObject({ errors: [{ path: "/step" }] });
    await expect(tellMany(firm.scope, { do: "move", runIds })).rejects.toMatchObject({ errors: [{ path: "/version" }] });
  });
});
