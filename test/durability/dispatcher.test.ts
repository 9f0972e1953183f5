import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { logCall } from "../../domain/calls/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { moveStage } from "../../domain/matters/index.ts";
import { JournalModel, RunModel } from "../../domain/runs/index.ts";
import { firmWithFlow, liveEngine } from "../support/engine.ts";
import { aFlow } from "../support/flows.ts";
import { type Program, program } from "./process.ts";

let engine: Awaited<ReturnType<typeof liveEngine>>;
let dispatcher: Program;
beforeAll(async () => {
  engine = await liveEngine();
  const { host, port, name } = mongoose.connection;
  const url = new URL(process.env.MONGODB_URL ?? "");
  url.host = `${host}:${port}`;
  url.pathname = `/${name}`;
  dispatcher = program("test/durability/dispatcherChild.ts", { MONGODB_URL: url.toString(), FIRMFLOW_TASK_QUEUE: engine.taskQueue });
});
afterAll(async () => {
  await dispatcher?.kill();
  await engine?.stop();
});

const hiredAndCalled = aFlow(
  {
    call: { kind: "waitForEvent", event: "call.logged", timeout: "P9D", next: "second", onTimeout: "silent" },
    second: { kind: "waitForEvent", event: "call.logged", timeout: "P9D", next: "called", onTimeout: "silent" },
    called: { kind: "end", outcome: "called" },
    silent: { kind: "end", outcome: "silent" },
  },
  { on: [{ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "hired"] } }], again: "always" },
);

describe("a dispatcher killed again and again", () => {
  it("loses and doubles no start and no signal", async () => {
    const firm = await firmWithFlow(hiredAndCalled);
    const matters: string[] = [];
    for (let count = 0; count < 8; count++) matters.push((await firm.matter()).id);
    await dispatcher.start(/the dispatcher works/);
    let kills = 0;
    for (const matterId of matters) {
      await moveStage(firm.scope, { matterId, stage: "hired" });
      await logCall(firm.scope, { matterId, direction: "in", outcome: "reached" });
      await logCall(firm.scope, { matterId, direction: "in", outcome: "reached" });
      if (kills >= 5) continue;
      // Somewhere in the middle of its work: how far it gets differs each time. It may be done already.
      const left = await pending(firm);
      await expect.poll(() => pending(firm), { interval: 5 }).toBeLessThan(Math.max(left, 1));
      await new Promise((resolve) => setTimeout(resolve, kills * 7));
      await dispatcher.kill();
      kills += 1;
      await dispatcher.start(/the dispatcher works/);
    }
    await expect.poll(async () => (await pending(firm)) + (await unstarted(firm))).toBe(0);
    expect(kills).toBe(5);
    const runs = await withScope(firm.scope, () => RunModel.find().lean());
    expect(runs.map((run) => run.matterId).sort()).toEqual([...matters].sort());
    const outcomes = await Promise.all(runs.map((run) => engine.client.workflow.getHandle(run._id).result()));
    expect(new Set(outcomes.map((one) => one.outcome))).toEqual(new Set(["called"]));
    // Two calls for two waits, each taken once: told twice, one would have done for both, and lost, none.
    const completed = await withScope(firm.scope, () => JournalModel.find({ what: "woke" }).lean());
    expect(completed.length).toBe(matters.length * 2);
  });
});

const pending = (firm: { scope: Parameters<typeof withScope>[0] }) =>
  withScope(firm.scope, () => EventModel.countDocuments({ state: "pending" }));
const unstarted = (firm: { scope: Parameters<typeof withScope>[0] }) =>
  withScope(firm.scope, () => RunModel.countDocuments({ workflow: "pending" }));
