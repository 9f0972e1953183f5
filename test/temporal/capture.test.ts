import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setTemporal } from "../../domain/runs/index.ts";
import { shellVersion } from "../../tools/worker/deployment.ts";
import { workflowBundle } from "../support/bundle.ts";
import { firmWithFlow, liveEngine, startRun, whenRun } from "../support/engine.ts";
import { historiesOf, replayed, textOf } from "./replaying.ts";
import { scenarios } from "./scenarios.ts";

// Kept beside those of earlier shells by `npm run -s histories`.
const keep = process.env.FIRMFLOW_CAPTURE === "1";
const folder = join(import.meta.dirname, "histories");
let engine: Awaited<ReturnType<typeof liveEngine>>;
let bundle: { code: string };
beforeAll(async () => {
  bundle = await workflowBundle();
  engine = await liveEngine();
}, 240_000);
afterAll(() => engine?.stop(), 120_000);

describe("the histories that today's shell writes", () => {
  it.each(Object.keys(scenarios))("%s: can be carried on by today's shell", { timeout: 120_000 }, async (name) => {
    const { flow, shell, meanwhile } = scenarios[name] ?? {};
    if (!flow) throw new Error("No such scenario.");
    setTemporal({ client: engine.client, taskQueue: engine.taskQueue, ...(shell ? { settings: shell } : {}) });
    const firm = await firmWithFlow(flow);
    const { id: matterId } = await firm.matter();
    const runId = await startRun(firm, "welcome", matterId);
    const standsAt = async (place: string) => {
      const [step, ...attention] = place.split(" ");
      const there = (at: { step: string; state: string }) => at.step === step && (at.state === "attention") === attention.length > 0;
      await whenRun(firm.scope, runId, (run) => run.position.some(there));
    };
    await meanwhile?.({ firm, matterId, runId, standsAt });
    await engine.client.workflow.getHandle(runId).result();
    const histories = await historiesOf(engine.client, runId);
    expect(histories.length > 1).toBe(shell !== undefined);
    for (const [index, history] of histories.entries()) {
      expect(await replayed(bundle, { [runId]: history })).toEqual({ [runId]: "goes on" });
      const file = join(folder, `${name}-${index + 1}-${shellVersion("", bundle).buildId}.json`);
      if (keep && !existsSync(file)) await writeFile(file, textOf(history));
    }
  });
});
