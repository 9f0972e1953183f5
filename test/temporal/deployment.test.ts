import { join } from "node:path";
import { NativeConnection } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceRun } from "../../activities/advance.ts";
import { logCall } from "../../domain/calls/index.ts";
import { deliverPending } from "../../domain/events/dispatchers.ts";
import type { AdvanceAnswer, AdvanceRequest } from "../../domain/runs/index.ts";
import type { RunState } from "../../engine/run/types.ts";
import { shellVersion, shouldBeCurrent } from "../../tools/worker/deployment.ts";
import { bundleWorkflows } from "../../tools/worker/options.ts";
import { type RunningWorkers, startWorkers } from "../../tools/worker/workers.ts";
import { workflowBundle } from "../support/bundle.ts";
import { firmWithFlow, liveEngine, startRun, story, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { historiesOf, replayed } from "./replaying.ts";

const onError = (error: unknown) => {
  throw error;
};
let engine: Awaited<ReturnType<typeof liveEngine>>;
let today: { code: string };
let tomorrow: { code: string };
let connection: NativeConnection;
let newer: RunningWorkers | undefined;
beforeAll(async () => {
  [today, tomorrow] = [await workflowBundle(), await bundleWorkflows(join(import.meta.dirname, "shells", "tomorrow.ts"))];
  engine = await liveEngine({ current: { everyMs: 300, onError } });
  connection = await NativeConnection.connect({ address: engine.address });
}, 240_000);
afterAll(async () => {
  await newer?.stop();
  await engine?.stop();
  await connection?.close();
}, 120_000);

/** An engine as a later release may have it: it keeps in the state what today's has not heard of. */
async function laterAdvance(request: AdvanceRequest): Promise<AdvanceAnswer> {
  const answer = await advanceRun(request);
  return { ...answer, state: { ...answer.state, knownLater: request.tick } as RunState };
}

describe("a release with another shell and another engine", () => {
  it("is told apart by what the sandbox runs, and by nothing else", async () => {
    const { buildId } = shellVersion("firmflow", today);
    expect(shellVersion("firmflow", tomorrow).buildId).not.toBe(buildId);
    const elsewhere = { code: today.code.replace(/\/\/# sourceMappingURL[\s\S]*/, "//# sourceMappingURL=/another/place") };
    expect(shellVersion("firmflow", elsewhere).buildId).toBe(buildId);
    expect(today.code.split("//# sourceMappingURL")[0]).not.toContain(join(import.meta.dirname, "..", ".."));
  });

  it("takes over a run in the middle, which ends as if nothing had happened", { timeout: 240_000 }, async () => {
    const { taskQueue, namespace, client } = engine;
    const firm = await firmWithFlow(
      aFlow({
        hello: letter("call"),
        call: { kind: "waitForEvent", event: "call.logged", timeout: "P9D", next: "again", onTimeout: "done" },
        again: letter("done"),
        done,
      }),
    );
    const { id: matterId } = await firm.matter();
    const runId = await startRun(firm, "welcome", matterId);
    await whenRun(firm.scope, runId, (run) => run.position[0]?.step === "call");

    const moreActivities = { advance: laterAdvance };
    newer = await startWorkers(connection, {
      namespace,
      taskQueue,
      bundle: tomorrow,
      moreActivities,
      current: { everyMs: 300, onError },
    });
    const next = shellVersion(taskQueue, tomorrow);
    await until(async () => (await currentBuild(next.deploymentName)) === next.buildId);
    // The old release is still there, and does not take the runs back.
    expect(await shouldBeCurrent(client, shellVersion(taskQueue, today))).toBe(false);

    await logCall(firm.scope, { matterId, direction: "in", outcome: "reached" });
    await deliverPending({ name: "test", onError });
    expect(await client.workflow.getHandle(runId).result()).toEqual({ outcome: "completed" });
    expect(await story(firm.scope, runId)).toEqual([
      "entered hello",
      "sent hello",
      "waiting call",
      "woke call",
      "sent again",
      "ended done completed",
    ]);
    const [history] = await historiesOf(client, runId);
    const builds = (history?.events ?? []).flatMap((event) => event.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? []);
    expect([...new Set(builds)]).toEqual([shellVersion(taskQueue, today).buildId, next.buildId]);
    expect(await replayed(tomorrow, { [runId]: history ?? {} })).toEqual({ [runId]: "goes on" });
  });

  it("carries new runs from their start", { timeout: 120_000 }, async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }));
    const runId = await startRun(firm);
    expect(await engine.client.workflow.getHandle(runId).result()).toEqual({ outcome: "completed" });
    const [history] = await historiesOf(engine.client, runId);
    expect(JSON.stringify(history)).toContain(shellVersion(engine.taskQueue, tomorrow).buildId);
  });
});

async function currentBuild(deploymentName: string): Promise<string | undefined> {
  const { client, namespace } = engine;
  const described = await client.connection.workflowService.describeWorkerDeployment({ namespace, deploymentName });
  return described.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? undefined;
}

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 50));
}
