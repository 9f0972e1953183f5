import { rm } from "node:fs/promises";
import { join } from "node:path";
import { NativeConnection } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, disconnect, withScope } from "../../domain/base/index.ts";
import { dispatch } from "../../domain/events/dispatchers.ts";
import { moveStage } from "../../domain/matters/index.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { JournalModel, RunModel, setTemporal } from "../../domain/runs/index.ts";
import { type MongoServer, startMongo } from "../../tools/servers/mongo.ts";
import { testDir } from "../../tools/servers/places.ts";
import { freePort } from "../../tools/servers/ports.ts";
import { startTemporal, type TemporalServer } from "../../tools/servers/temporal.ts";
import { type RunningWorkers, startWorkers } from "../../tools/worker/workers.ts";
import { firmWithFlow } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { type MailServer, mailServer } from "../support/smtp.ts";

// Servers of this file's own, to be taken away.
const dataDir = join(testDir, `away-${process.pid}`);
const { MONGODB_URL: _mongo, TEMPORAL_ADDRESS: _temporal, TEMPORAL_NAMESPACE: _namespace, ...env } = process.env;
const awaySeconds = Number(process.env.FIRMFLOW_AWAY_SECONDS ?? 12);

let mongo: MongoServer;
let temporal: TemporalServer;
let temporalPort: number;
let mail: MailServer;
let connection: NativeConnection;
let workers: RunningWorkers;
let dispatching: ReturnType<typeof dispatch>;

beforeAll(async () => {
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  temporalPort = await freePort();
  mongo = await startMongo({ dataDir, port: await freePort(), env });
  temporal = await startTemporal({ dataDir, port: temporalPort, env });
  await connect(mongo.url);
  mail = await mailServer();
  process.env.SMTP_URL = mail.url;
  connection = await NativeConnection.connect({ address: temporal.address });
  workers = await startWorkers(connection, { namespace: temporal.namespace, taskQueue: "away" });
  dispatching = dispatch({ name: "away", leaseMs: 5000, startAfterMs: 1000, onError: () => {} });
}, 240_000);
afterAll(async () => {
  await dispatching?.stop();
  await workers?.stop();
  await connection?.close();
  setTemporal(null);
  closeMailConnections();
  await mail?.stop();
  await disconnect();
  await temporal?.stop();
  await mongo?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 120_000);

const welcome = aFlow(
  { pause: { kind: "wait", for: "PT2S", next: "hello" }, hello: letter("done"), done },
  { on: [{ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "hired"] } }], again: "never" },
);
const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1000));

async function hire(count: number) {
  const firm = await firmWithFlow(welcome);
  const matters: string[] = [];
  for (let made = 0; made < count; made++) matters.push((await firm.matter()).id);
  for (const matterId of matters) await moveStage(firm.scope, { matterId, stage: "hired" });
  return { firm, matters };
}

/** Every run has ended, its mail went once, its story has no gap. */
async function allWell({ firm, matters }: Awaited<ReturnType<typeof hire>>, mailsBefore: number): Promise<void> {
  for (;;) {
    const ended = await withScope(firm.scope, () => RunModel.countDocuments({ status: "ended" })).catch(() => 0);
    if (ended === matters.length) break;
    await seconds(0.2);
  }
  const lines = await withScope(firm.scope, () => JournalModel.find().sort({ runId: 1, seq: 1 }).lean());
  for (const runId of new Set(lines.map((line) => line.runId))) {
    const story = lines.filter((line) => line.runId === runId);
    expect(story.map((line) => line.seq)).toEqual(story.map((_, index) => index + 1));
    expect(story.filter((line) => line.what === "sent" && !line.uncertain)).toHaveLength(1);
  }
  expect(mail.mails.length - mailsBefore).toBe(matters.length);
}

describe("a server that goes away for a while", () => {
  it("Mongo: events and runs wait for it, and nothing is lost or doubled", { timeout: 240_000 }, async () => {
    const before = mail.mails.length;
    const hired = await hire(5);
    process.kill(mongo.child?.pid ?? 0, "SIGSTOP");
    await seconds(awaySeconds);
    process.kill(mongo.child?.pid ?? 0, "SIGCONT");
    await allWell(hired, before);
  });

  it("Temporal: killed and started again on its data, it goes on where runs stood", { timeout: 240_000 }, async () => {
    const before = mail.mails.length;
    const hired = await hire(5);
    process.kill(temporal.child?.pid ?? 0, "SIGKILL");
    await temporal.child?.exited;
    await seconds(awaySeconds);
    temporal = await startTemporal({ dataDir, port: temporalPort, env });
    await allWell(hired, before);
  });
});
