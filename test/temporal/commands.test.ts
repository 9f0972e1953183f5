import type { Client } from "@temporalio/client";
import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { Worker } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AdvanceAnswer, type AdvanceRequest, dataConverter, type EffectAnswer, type RunFlowInput } from "../../domain/runs/index.ts";
import type { Effect, RunState } from "../../engine/run/types.ts";
import { workflowBundle } from "../support/bundle.ts";
import { timeSkippingServer } from "../support/temporal.ts";

/** The shell alone: what decides, and what is carried out, are played here, so that a test may hold either at a gate. */
let environment: TestWorkflowEnvironment;
let client: Client;
let bundle: { code: string };
beforeAll(async () => {
  environment = await timeSkippingServer();
  client = environment.client;
  bundle = await workflowBundle();
});
afterAll(() => environment?.teardown());

const state = (status: RunState["status"]): RunState => ({
  format: "firmflow-run/1",
  runId: "run_1",
  subject: { kind: "contact", contactId: "con_1" },
  status,
  seq: 1,
  tokens: [],
  watermarks: {},
});
const note: Effect = { key: { step: "note", visit: 1, part: "note" }, kind: "addNote", params: {}, plannedAt: "2027-01-04T15:00:00.000Z" };

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Starts a run whose start asks for one note, whose note needs staff, and that ends at the first command. */
async function aRun(taskQueue: string, held: { note?: Promise<void>; result?: Promise<void> }) {
  const begun = gate();
  const taking = gate();
  const advance = async ({ queued }: AdvanceRequest): Promise<AdvanceAnswer> => {
    const took = queued.id;
    if (queued.input.type === "start") return { took, state: state("running"), effects: [note], wakeAt: null };
    if (queued.input.type === "command") return { took, state: { ...state("ended"), outcome: "told" }, effects: [], wakeAt: null };
    taking.open();
    await held.result;
    return { took, state: state("attention"), effects: [], wakeAt: null };
  };
  const addNote = async (): Promise<EffectAnswer> => {
    begun.open();
    await held.note;
    return { result: { status: "failed", at: note.plannedAt, reason: "The note was refused.", surely: true } };
  };
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    namespace: environment.namespace ?? "default",
    taskQueue,
    workflowBundle: bundle,
    dataConverter: dataConverter(),
    activities: { advance, addNote },
  });
  const input: RunFlowInput = { firmId: "firm_1", runId: taskQueue, flowKey: "welcome" };
  // A task is renewed while a local activity is under way, which is when a command can come in between: soon.
  const options = { taskQueue, workflowId: taskQueue, args: [input], workflowTaskTimeout: "2 seconds" } as const;
  const handle = await client.workflow.start("runFlow", options);
  const retry = () =>
    handle.startUpdate("retry", { args: [{ do: "retry" }, "Dana Whitfield"], waitForStage: "ACCEPTED", updateId: "retry-1" });
  return { worker, handle, begun: begun.opened, taking: taking.opened, retry };
}

describe("a command that comes while the run's record is ahead of its shell", () => {
  it("is taken, not refused, while an effect's answer is still on its way", async () => {
    const { opened, open } = gate();
    const run = await aRun("effect-under-way", { note: opened });
    await run.worker.runUntil(async () => {
      await run.begun;
      const told = await run.retry();
      open();
      expect(await told.result()).toEqual({ status: "ended", outcome: "told" });
    });
  });

  it("is taken, not refused, while an input is just being decided on", async () => {
    const { opened, open } = gate();
    const run = await aRun("input-being-taken", { result: opened });
    await run.worker.runUntil(async () => {
      await run.taking;
      const told = await run.retry();
      open();
      expect(await told.result()).toEqual({ status: "ended", outcome: "told" });
    });
  });
});
