import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "../../domain/base/index.ts";
import { logCall } from "../../domain/calls/index.ts";
import { deliverPending } from "../../domain/events/dispatchers.ts";
import { publishDefinition, publishDue, readFlow, saveDraft, schedulePublish } from "../../domain/flows/index.ts";
import { beginPlannedMoves, listMoves } from "../../domain/moves/index.ts";
import { attributes, moveRun } from "../../domain/runs/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { decompile } from "../../engine/graph/index.ts";
import { firmWithFlow, liveEngine, runRecord, startRun, story, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";

const wait = (how: string, next: string): Step => ({ kind: "wait", for: how, next });
/** Mails are held back until this is let go. */
let letGo = () => {};
let sending = Promise.resolve();

let engine: Awaited<ReturnType<typeof liveEngine>>;
beforeAll(async () => {
  engine = await liveEngine({ shell: { continueAfterEvents: 20 }, onMail: () => sending });
});
afterAll(() => engine.stop());

describe("rule 13 on Temporal", () => {
  it("rule 13: a waiting run is moved, its record with it, and a wait shortened into the past is over", async () => {
    const firm = await firmWithFlow(aFlow({ pause: wait("P3D", "hello"), hello: letter("done"), done }));
    const runId = await startRun(firm);
    await whenRun(firm.scope, runId, (run) => run.position[0]?.state === "waiting");
    await publishDefinition(firm.scope, {
      definition: aFlow({
        pause: wait("PT1S", "hello"),
        hello: letter("call"),
        call: { kind: "waitForEvent", event: "call.logged", next: "done" },
        done,
      }),
    });
    const before = await runRecord(firm.scope, runId);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1100 - (Date.now() - Number(before?.startedAt)))));
    expect(await moveRun(firm.scope, runId, { to: 2, mapping: {} })).toEqual({ became: "moved", version: 2 });
    const run = await whenRun(firm.scope, runId, (one) => one.position[0]?.step === "call");
    expect([run.version, run.listens]).toEqual([2, ["call.logged"]]);
    expect(run.definitionHash).not.toBe(before?.definitionHash);
    expect(await story(firm.scope, runId)).toEqual([
      "entered pause",
      "waiting pause",
      "migrated",
      "replanned pause",
      "woke pause",
      "sent hello",
      "waiting call",
    ]);
    const { typedSearchAttributes } = await engine.client.workflow.getHandle(runId).describe();
    expect(typedSearchAttributes.get(attributes.FlowVersion)).toBe(2);
    // What only the new version listens for reaches it.
    await logCall(firm.scope, { matterId: run.matterId ?? "", direction: "out", outcome: "reached" });
    await deliverPending({ name: "test", onError: (error) => expect(error).toBeUndefined() });
    expect(await engine.client.workflow.getHandle(runId).result()).toEqual({ outcome: "completed" });
  });

  it("rule 13: who is in an older version is moved by the publishing that was planned, when its time has come", async () => {
    const firm = await firmWithFlow(aFlow({ pause: wait("P3D", "done"), done }));
    const { scope } = firm;
    const runId = await startRun(firm);
    await whenRun(scope, runId, (run) => run.position[0]?.state === "waiting");
    const { draftRevision: revision } = await readFlow(scope, { key: "welcome" });
    await saveDraft(scope, { key: "welcome", revision, graph: decompile(aFlow({ rest: wait("P5D", "done"), done })) });
    const people = { how: "move" as const, mapping: { pause: "rest" } };
    const due = Date.now() + 3_600_000;
    await schedulePublish(scope, { key: "welcome", at: new Date(due).toISOString(), people });
    const onError = (error: unknown) => expect(error).toBeUndefined();
    clock.set(() => new Date(due));
    await publishDue(onError);
    await beginPlannedMoves(onError);
    clock.reset();
    const run = await whenRun(scope, runId, (one) => one.version === 2);
    expect(run.position).toMatchObject([{ step: "rest", state: "waiting" }]);
    expect(await story(scope, runId)).toEqual(["entered pause", "waiting pause", "migrated", "migrated pause", "replanned rest"]);
    expect(await listMoves(scope, { key: "welcome" })).toMatchObject([{ to: 2, total: 1 }]);
  });

  it("rule 13: what cannot be moved is told why and stays as it was", async () => {
    const firm = await firmWithFlow(aFlow({ pause: wait("P3D", "hello"), hello: letter("done"), done }));
    await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("done"), done }) });
    await publishDefinition(firm.scope, { definition: aFlow({ pause: wait("P3D", "done"), done }) });
    const runId = await startRun(firm);
    await whenRun(firm.scope, runId, (run) => run.position[0]?.state === "waiting");
    const said = async (to: number, mapping = {}) => await moveRun(firm.scope, runId, { to, mapping });
    expect(await said(3)).toEqual({ became: "refused", version: 3, why: "This run is already on version 3." });
    expect(await said(9)).toEqual({ became: "refused", version: 3, why: "This flow has no version 9." });
    expect(await said(2)).toMatchObject({ became: "refused", why: expect.stringContaining("which version 2 does not have") });
    expect((await runRecord(firm.scope, runId))?.version).toBe(3);
    // Back to an older one, past continue-as-new, again and again.
    for (let turn = 0; turn < 6; turn++) {
      expect(await said(1)).toEqual({ became: "moved", version: 1 });
      expect(await said(3)).toEqual({ became: "moved", version: 3 });
    }
    const { events } = await engine.client.workflow.getHandle(runId).fetchHistory();
    expect(events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).not.toBe("");
    expect((await story(firm.scope, runId)).filter((line) => line === "migrated")).toHaveLength(12);
  });

  it("rule 13: a run that is just sending moves once that is settled, and sends it once", async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("again"), again: letter("done"), done }));
    await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("pause"), pause: wait("P3D", "done"), done }) });
    await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("again"), again: letter("done"), done }) });
    const mails = engine.mail.mails.length;
    sending = new Promise((resolve) => {
      letGo = resolve;
    });
    const runId = await startRun(firm);
    await whenRun(firm.scope, runId, (run) => run.position[0]?.state === "working");
    expect(await moveRun(firm.scope, runId, { to: 2, mapping: { again: "pause" } })).toEqual({ became: "waits", version: 3 });
    letGo();
    const run = await whenRun(firm.scope, runId, (one) => one.position[0]?.step === "pause");
    expect(run.version).toBe(2);
    expect(await story(firm.scope, runId)).toEqual(["entered hello", "sent hello", "migrated", "waiting pause"]);
    expect(engine.mail.mails.length).toBe(mails + 1);
  });
});
