import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firmWithFlow, runRecord, skippingEngine, startRun, story } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
beforeAll(async () => {
  engine = await skippingEngine();
});
afterAll(() => engine.stop());

describe("a run on Temporal", () => {
  it("waits three days, sends its mail and ends", async () => {
    const firm = await firmWithFlow(aFlow({ pause: { kind: "wait", for: "P3D", next: "hello" }, hello: letter("done"), done }));
    const runId = await startRun(firm);
    expect(await engine.client.workflow.getHandle(runId).result()).toEqual({ outcome: "completed" });
    expect(await story(firm.scope, runId)).toEqual(["entered pause", "waiting pause", "woke pause", "sent hello", "ended done completed"]);
    expect(engine.mail.mails.map((mail) => mail.subject)).toEqual(["Welcome, Ngozi"]);
    expect(await runRecord(firm.scope, runId)).toMatchObject({ status: "ended", outcome: "completed", position: [] });
  });
});
