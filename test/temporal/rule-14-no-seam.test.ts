import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { logCall } from "../../domain/calls/index.ts";
import { deliverPending } from "../../domain/events/dispatchers.ts";
import { JournalModel, type StateAnswer, tellRun } from "../../domain/runs/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { firmWithFlow, liveEngine, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof liveEngine>>;
beforeAll(async () => {
  // Continue-as-new is forced far earlier than the server would suggest it.
  engine = await liveEngine({ shell: { continueAfterEvents: 15, continueAfterUpdates: 3 } });
});
afterAll(() => engine.stop());

const chain = (): Record<string, Step> => ({
  pause1: { kind: "wait", for: "PT1S", next: "mail1" },
  mail1: letter("pause2"),
  pause2: { kind: "wait", for: "PT1S", next: "mail2" },
  mail2: letter("pause3"),
  pause3: { kind: "wait", for: "PT1S", next: "call" },
  call: { kind: "waitForEvent", event: "call.logged", timeout: "PT60S", next: "called", onTimeout: "done" },
  called: { kind: "end", outcome: "called" },
  done,
});
const journal = (firm: Awaited<ReturnType<typeof firmWithFlow>>, runId: string) =>
  withScope(firm.scope, () => JournalModel.find({ runId }).sort({ seq: 1 }).lean());
const chainLength = async (runId: string): Promise<number> => {
  const { workflowExecutionInfo } = (await engine.client.workflow.getHandle(runId).describe()).raw;
  return workflowExecutionInfo?.firstRunId === workflowExecutionInfo?.execution?.runId ? 1 : 2;
};

describe("rule 14: no seam", () => {
  it("carries tokens, kept events and the journal's numbering over continue-as-new", async () => {
    const firm = await firmWithFlow(aFlow(chain()));
    const { id: matterId } = await firm.matter();
    const runId = await startRun(firm, "welcome", matterId);
    await whenRun(firm.scope, runId, (run) => run.tick >= 1);
    await logCall(firm.scope, { matterId, direction: "in", outcome: "reached" });
    await deliverPending({
      name: "test",
      onError: (error) => {
        throw error;
      },
    });
    expect(await engine.client.workflow.getHandle(runId).result()).toEqual({ outcome: "called" });
    expect(await chainLength(runId)).toBeGreaterThan(1);
    const lines = await journal(firm, runId);
    expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.filter((line) => line.what === "sent").map((line) => [line.step, line.visit])).toEqual([
      ["mail1", 1],
      ["mail2", 1],
    ]);
  });

  it("answers every one of many commands given while it continues as new, each obeyed once", async () => {
    const firm = await firmWithFlow(aFlow({ pause: { kind: "wait", for: "P30D", next: "done" }, done }));
    const runId = await startRun(firm);
    await whenRun(firm.scope, runId, (run) => run.position.length === 1);
    for (let turn = 0; turn < 4; turn++) {
      expect(await tellRun(firm.scope, runId, { do: "hold", reason: `Turn ${turn}` })).toEqual({ status: "held" });
      expect(await tellRun(firm.scope, runId, { do: "resume" })).toEqual({ status: "running" });
    }
    const state = await engine.client.workflow.getHandle(runId).query<StateAnswer>("state");
    expect(state).toMatchObject({ waiting: 0, inFlight: 0, state: { status: "running" } });
    expect(await chainLength(runId)).toBeGreaterThan(1);
    expect(await tellRun(firm.scope, runId, { do: "cancel", reason: "Enough." })).toEqual({ status: "ended", outcome: "cancelled" });
    const lines = await journal(firm, runId);
    expect(lines.filter((line) => line.what === "held")).toHaveLength(4);
    expect(lines.filter((line) => line.what === "resumed")).toHaveLength(4);
    expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index + 1));
  });

  it("obeys a command once that is sent twice under one idempotency key", async () => {
    const firm = await firmWithFlow(aFlow({ pause: { kind: "wait", for: "P30D", next: "done" }, done }));
    const runId = await startRun(firm);
    await whenRun(firm.scope, runId, (run) => run.position.length === 1);
    const scope = { ...firm.scope, idempotencyKey: "once" };
    await Promise.all([tellRun(scope, runId, { do: "hold", reason: "Once" }), tellRun(scope, runId, { do: "hold", reason: "Once" })]);
    expect((await journal(firm, runId)).filter((line) => line.what === "held")).toHaveLength(1);
    await tellRun(firm.scope, runId, { do: "cancel" });
  });
});
