import { rm } from "node:fs/promises";
import { join } from "node:path";
import { NativeConnection } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, disconnect, withScope } from "../../domain/base/index.ts";
import { dispatch } from "../../domain/events/dispatchers.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { moveStage } from "../../domain/matters/index.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { JournalModel, RunModel, setTemporal } from "../../domain/runs/index.ts";
import { createApiKey } from "../../domain/staff/index.ts";
import { type MongoServer, startMongo } from "../../tools/servers/mongo.ts";
import { testDir } from "../../tools/servers/places.ts";
import { freePort } from "../../tools/servers/ports.ts";
import { startTemporal, type TemporalServer } from "../../tools/servers/temporal.ts";
import { type RunningWorkers, startWorkers } from "../../tools/worker/workers.ts";
import { apiApp } from "../support/api.ts";
import { workflowBundle } from "../support/bundle.ts";
import { firmWithFlow, startRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { expectProblem } from "../support/problems.ts";
import { type MailServer, mailServer } from "../support/smtp.ts";

// Servers of this file's own, to be taken away.
const dataDir = join(testDir, `away-${process.pid}`);
const { MONGODB_URL: _mongo, TEMPORAL_ADDRESS: _temporal, TEMPORAL_NAMESPACE: _namespace, ...env } = process.env;
/** Longer than a dispatcher's lease. */
const awaySeconds = Number(process.env.FIRMFLOW_AWAY_SECONDS ?? 8);

let mongo: MongoServer;
let temporal: TemporalServer;
let mongoPort: number;
let temporalPort: number;
let mail: MailServer;
let connection: NativeConnection;
let workers: RunningWorkers;
let dispatching: ReturnType<typeof dispatch>;

beforeAll(async () => {
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  temporalPort = await freePort();
  mongoPort = await freePort();
  mongo = await startMongo({ dataDir, port: mongoPort, env });
  temporal = await startTemporal({ dataDir, port: temporalPort, env });
  await connect(mongo.url);
  mail = await mailServer();
  process.env.SMTP_URL = mail.url;
  connection = await NativeConnection.connect({ address: temporal.address });
  workers = await startWorkers(connection, { namespace: temporal.namespace, taskQueue: "away", bundle: await workflowBundle() });
  dispatching = dispatch({ name: "away", leaseMs: 5000, startAfterMs: 1000, onError: () => {} });
});
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
});

const welcome = aFlow(
  { pause: { kind: "wait", for: "PT2S", next: "hello" }, hello: letter("done"), done },
  { on: [{ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "hired"] } }], again: "never" },
);
const parkedFlow = aFlow({ pause: { kind: "wait", for: "P30D", next: "done" }, done }, { key: "parked" });
/** Sends nothing: a start by hand would keep a client's message back for a minute. */
const briefFlow = aFlow({ pause: { kind: "wait", for: "PT2S", next: "done" }, done }, { key: "brief" });
const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1000));

async function hire(count: number) {
  const firm = await firmWithFlow(welcome);
  for (const definition of [parkedFlow, briefFlow]) await publishDefinition(firm.scope, { definition });
  const matters: string[] = [];
  for (let made = 0; made < count; made++) matters.push((await firm.matter()).id);
  for (const matterId of matters) await moveStage(firm.scope, { matterId, stage: "hired" });
  return { firm, matters };
}

/** Every run has ended, its mail went once, its story has no gap. */
async function allWell({ firm, matters }: Awaited<ReturnType<typeof hire>>, mailsBefore: number): Promise<void> {
  const ended = () => withScope(firm.scope, () => RunModel.countDocuments({ flowKey: "welcome", status: "ended" })).catch(() => 0);
  await expect.poll(ended, { interval: 200 }).toBe(matters.length);
  const runs = await withScope(firm.scope, () => RunModel.distinct("_id", { flowKey: "welcome" }));
  const lines = await withScope(firm.scope, () =>
    JournalModel.find({ runId: { $in: runs } })
      .sort({ runId: 1, seq: 1 })
      .lean(),
  );
  for (const runId of runs) {
    const story = lines.filter((line) => line.runId === runId);
    expect(story.map((line) => line.seq)).toEqual(story.map((_, index) => index + 1));
    expect(story.filter((line) => line.what === "sent" && !line.uncertain)).toHaveLength(1);
  }
  // One whose sending was cut off may have been sent again, under its own number, and is told as uncertain.
  const uncertain = new Set(lines.filter((line) => line.uncertain).map((line) => line.data?.["messageId"]));
  const sent = mail.mails.slice(mailsBefore).map((one) => one.messageId);
  expect(new Set(sent).size).toBe(matters.length);
  expect(sent.filter((one, index) => sent.indexOf(one) < index && !uncertain.has(one))).toEqual([]);
}

describe("a server that goes away for a while", () => {
  it("Mongo: events and runs wait for it, and nothing is lost or doubled", async () => {
    const before = mail.mails.length;
    const hired = await hire(5);
    process.kill(mongo.child?.pid ?? 0, "SIGSTOP");
    await seconds(awaySeconds);
    process.kill(mongo.child?.pid ?? 0, "SIGCONT");
    await allWell(hired, before);
  });

  it("Mongo: who asks the API meanwhile, or signs in, is told that it is away, and answered when it is back", async () => {
    const { http } = apiApp();
    const { scope } = await firmWithFlow(welcome);
    const as = { Authorization: `Bearer ${(await createApiKey(scope, { name: "Intake", role: "staff" })).key}` };
    process.kill(mongo.child?.pid ?? 0, "SIGKILL");
    await mongo.child?.exited;
    const answers = await Promise.all([
      http.get("/api/contacts").set(as),
      http.post("/api/contacts").set(as).send({ firstName: "Ngozi" }),
      http.post("/api/auth/sign-in/email").send({ email: "dana@hartwellruiz.example", password: "a password of hers" }),
    ]);
    mongo = await startMongo({ dataDir, port: mongoPort, env });
    for (const answer of answers) expectProblem(answer, 503);
    await expect.poll(async () => (await http.get("/api/contacts").set(as)).status).toBe(200);
  });

  it("Temporal: killed and started again on its data, it goes on where runs stood, and with those started meanwhile", async () => {
    const before = mail.mails.length;
    const { http } = apiApp();
    const hired = await hire(5);
    const { firm } = hired;
    const as = { Authorization: `Bearer ${(await createApiKey(firm.scope, { name: "Intake", role: "staff" })).key}` };
    const { id: matterId } = await firm.matter();
    const parked = await startRun(firm, "parked", matterId);
    process.kill(temporal.child?.pid ?? 0, "SIGKILL");
    await temporal.child?.exited;
    const [started, told] = await Promise.all([
      http
        .post("/api/runs")
        .set(as)
        .send({ flowKey: "brief", subjects: [{ kind: "matter", matterId }] }),
      http.post(`/api/runs/${parked}/hold`).set(as).send({ reason: "While it is away." }),
      seconds(awaySeconds),
    ]);
    expect(started.status, started.text).toBe(201);
    expectProblem(told, 503);
    temporal = await startTemporal({ dataDir, port: temporalPort, env });
    await allWell(hired, before);
    const begun = () => withScope(firm.scope, () => RunModel.countDocuments({ flowKey: "brief", status: "ended" }));
    await expect.poll(begun, { interval: 200 }).toBe(1);
  });
});
