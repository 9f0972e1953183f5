import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { deliverPending } from "../../domain/events/dispatchers.ts";
import { moveStage } from "../../domain/matters/index.ts";
import { enrolAndStart, RunModel, startPending } from "../../domain/runs/index.ts";
import type { EnrolAgain } from "../../engine/definition/types.ts";
import { firmWithFlow, liveEngine } from "../support/engine.ts";
import { aFlow, done } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof liveEngine>>;
beforeAll(async () => {
  engine = await liveEngine();
});
afterAll(() => engine.stop());

const quick = (again: EnrolAgain) =>
  aFlow({ done }, { again, on: [{ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "hired"] } }] });
const lasting = (again: EnrolAgain) => aFlow({ pause: { kind: "wait", for: "P30D", next: "done" }, done }, { again });
const deliver = (name = "one") =>
  deliverPending({
    name,
    onError: (error) => {
      throw error;
    },
  });

async function count(firm: Awaited<ReturnType<typeof firmWithFlow>>) {
  return await withScope(firm.scope, () => RunModel.countDocuments({}));
}

describe("rule 12: again", () => {
  it("starts a run for the event that its enrolment names, and for no other", async () => {
    const firm = await firmWithFlow(quick("never"));
    const { id: matterId } = await firm.matter();
    await moveStage(firm.scope, { matterId, stage: "consultation" });
    await moveStage(firm.scope, { matterId, stage: "hired" });
    await deliver();
    const runs = await withScope(firm.scope, () => RunModel.find().lean());
    expect(runs).toMatchObject([{ matterId, startedBy: { kind: "system" } }]);
    expect(await engine.client.workflow.getHandle(runs[0]?._id ?? "").result()).toEqual({ outcome: "completed" });
  });

  it("never: once per subject, also when it has ended and the event comes again", async () => {
    const firm = await firmWithFlow(quick("never"));
    const { id: matterId } = await firm.matter();
    for (const stage of ["hired", "consultation", "hired"]) await moveStage(firm.scope, { matterId, stage });
    await deliver();
    expect(await count(firm)).toBe(1);
  });

  it("always: once per event, whoever delivers it and however often", async () => {
    const firm = await firmWithFlow(quick("always"));
    const { id: matterId } = await firm.matter();
    for (const stage of ["hired", "consultation", "hired"]) await moveStage(firm.scope, { matterId, stage });
    await Promise.all([deliver("one"), deliver("two")]);
    await deliver("three");
    expect(await count(firm)).toBe(2);
  });

  it("afterEnd: not while one is open, again afterwards", async () => {
    const firm = await firmWithFlow(lasting("afterEnd"));
    const { id: matterId } = await firm.matter();
    const start = () => enrolAndStart(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId } });
    const first = await start();
    expect(await start()).toEqual({ became: "already", runId: first.runId });
    const handle = engine.client.workflow.getHandle(first.runId ?? "");
    await handle.executeUpdate("cancel", { args: [{ do: "cancel" }, "Dana"] });
    await handle.result();
    expect((await start()).became).toBe("run");
  });

  it("after a time: not before it has passed since the last start", async () => {
    const firm = await firmWithFlow(lasting({ after: "P90D" }));
    const { id: matterId } = await firm.matter();
    const start = () => enrolAndStart(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId } });
    expect((await start()).became).toBe("run");
    expect((await start()).became).toBe("already");
  });

  it("lets one through of twenty at once", async () => {
    const firm = await firmWithFlow(lasting("never"));
    const { id: matterId } = await firm.matter();
    const tries = Array.from({ length: 20 }, () =>
      enrolAndStart(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId } }),
    );
    const became = (await Promise.all(tries)).map((one) => one.became);
    expect(became.filter((one) => one === "run")).toHaveLength(1);
    expect(became.filter((one) => one === "already")).toHaveLength(19);
  });

  it("refuses a start beyond ten links of flows that start each other, and says so", async () => {
    const firm = await firmWithFlow(lasting("always"));
    const { id: matterId } = await firm.matter();
    const causes = Array.from({ length: 11 }, (_, link) => `run_${link}`);
    const enrolled = await enrolAndStart(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId }, causes });
    expect(enrolled.became).toBe("refused");
    expect(await withScope(firm.scope, () => RunModel.findById(enrolled.runId).lean())).toMatchObject({
      status: "ended",
      outcome: "refused",
    });
  });

  it("starts a run later that was recorded when its workflow could not be started", async () => {
    const firm = await firmWithFlow(quick("always"));
    const { id: matterId } = await firm.matter();
    const enrolled = await enrolAndStart(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId } });
    await engine.client.workflow.getHandle(enrolled.runId ?? "").result();
    await withScope(firm.scope, () => RunModel.updateOne({ _id: enrolled.runId }, { $set: { workflow: "pending" } }));
    await startPending(0, new Date(Date.now() + 1000));
    expect(await withScope(firm.scope, () => RunModel.findById(enrolled.runId).lean())).toMatchObject({ workflow: "started" });
  });
});
