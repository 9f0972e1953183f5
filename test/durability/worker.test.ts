import { type Client, Connection } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, disconnect, withScope } from "../../domain/base/index.ts";
import { clientOn, enrolAndStart, JournalModel, setTemporal } from "../../domain/runs/index.ts";
import { bundleFile } from "../support/bundle.ts";
import { freshDatabase } from "../support/database.ts";
import { firmWithFlow } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { type MailServer, mailServer } from "../support/smtp.ts";
import { devServer } from "../support/temporal.ts";
import { type Program, program } from "./process.ts";

// The full measure is 200 runs and 20 kills: FIRMFLOW_KILL_RUNS=200 FIRMFLOW_KILLS=20.
const runs = Number(process.env.FIRMFLOW_KILL_RUNS ?? 40);
const kills = Number(process.env.FIRMFLOW_KILLS ?? 4);

let mail: MailServer;
let workers: Program[];
let client: Client;
let connection: Connection;
const server = devServer();
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  const database = freshDatabase();
  await connect(database);
  // A mail takes a moment: long enough to be killed in the middle of.
  mail = await mailServer(() => new Promise((resolve) => setTimeout(resolve, 150)));
  connection = await Connection.connect({ address: server.address });
  client = clientOn(connection, server.namespace);
  setTemporal({ client, taskQueue: server.taskQueue });
  const env = {
    MONGODB_URL: database,
    SMTP_URL: mail.url,
    FIRMFLOW_TASK_QUEUE: server.taskQueue,
    FIRMFLOW_BUNDLE: await bundleFile(),
    FIRMFLOW_LEASE_SECONDS: "30",
    LOG_LEVEL: "info",
  };
  workers = [program("tools/worker/main.ts", env), program("tools/worker/main.ts", env)];
});
afterAll(async () => {
  for (const worker of workers ?? []) await worker.kill();
  await mail?.stop();
  await connection?.close();
  setTemporal(null);
  await disconnect();
});

describe(`workers killed ${kills} times while ${runs} runs send`, () => {
  it("lose no mail, and double none that is not listed as uncertain", { timeout: 1_500_000 }, async () => {
    const firm = await firmWithFlow(aFlow({ pause: { kind: "wait", for: "PT1S", next: "hello" }, hello: letter("done"), done }));
    const ids: string[] = [];
    for (let count = 0; count < runs; count++) {
      const { id: matterId } = await firm.matter();
      const enrolled = await enrolAndStart(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId } });
      ids.push(enrolled.runId ?? "");
    }
    await Promise.all(workers.map((worker) => worker.start(/the worker works/)));
    for (let kill = 0; kill < kills; kill++) {
      const worker = workers[kill % 2];
      const goal = Math.min(runs - 1, Math.floor(((kill + 1) * runs) / (kills + 1)));
      await until(() => mail.mails.length >= goal);
      await worker?.kill();
      // The other one goes on meanwhile.
      await worker?.start(/the worker works/);
    }
    const outcomes = await Promise.all(ids.map((id) => client.workflow.getHandle(id).result()));
    expect(new Set(outcomes.map((one) => (one as { outcome: string }).outcome))).toEqual(new Set(["completed"]));
    const sent = await withScope(firm.scope, () => JournalModel.find({ what: "sent" }).lean());
    expect(new Set(sent.map((line) => line.runId)).size).toBe(runs);
    const uncertain = new Set(sent.filter((line) => line.uncertain).map((line) => line.data?.["messageId"]));
    const counts = new Map<string, number>();
    for (const { messageId } of mail.mails) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
    const lost = sent.filter((line) => !line.uncertain && !counts.has(String(line.data?.["messageId"])));
    const doubled = [...counts].filter(([messageId, count]) => count > 1 && !uncertain.has(messageId));
    console.info(JSON.stringify({ kills: { times: kills, lost: lost.length, doubled: doubled.length, uncertain: uncertain.size } }));
    expect(lost).toEqual([]);
    expect(doubled).toEqual([]);
  });
});

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 10));
}
