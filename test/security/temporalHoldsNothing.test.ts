import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Payload } from "@temporalio/common";
import { NativeConnection } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logCall } from "../../domain/calls/index.ts";
import { deliverPending } from "../../domain/events/dispatchers.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { setTemporal, tellRun } from "../../domain/runs/index.ts";
import { testDir } from "../../tools/servers/places.ts";
import { freePort } from "../../tools/servers/ports.ts";
import { startTemporal, type TemporalServer } from "../../tools/servers/temporal.ts";
import { type RunningWorkers, startWorkers } from "../../tools/worker/workers.ts";
import { connectToFresh, leaveDatabase } from "../support/database.ts";
import { firmWithFlow, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { type MailServer, mailServer } from "../support/smtp.ts";
import { historiesOf } from "../temporal/replaying.ts";

const dataDir = join(testDir, `holds-nothing-${process.pid}`);
const { TEMPORAL_ADDRESS: _temporal, TEMPORAL_NAMESPACE: _namespace, ...env } = process.env;
let temporal: TemporalServer;
let connection: NativeConnection;
let workers: RunningWorkers;
let mail: MailServer;
beforeAll(async () => {
  temporal = await startTemporal({ dataDir, port: await freePort(), env });
  await connectToFresh();
  // One address is refused, in words that name it.
  mail = await mailServer(({ to: [to = ""] }) => {
    if (to.startsWith("gone.")) throw Object.assign(new Error(`No mailbox ${to} here`), { responseCode: 550 });
  });
  process.env.SMTP_URL = mail.url;
  connection = await NativeConnection.connect({ address: temporal.address });
  workers = await startWorkers(connection, { namespace: temporal.namespace, taskQueue: "holds-nothing" });
}, 240_000);
afterAll(async () => {
  await workers?.stop();
  await connection?.close();
  setTemporal(null);
  closeMailConnections();
  await mail?.stop();
  await leaveDatabase();
  await temporal?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 120_000);

const flow = aFlow({
  hello: letter("call"),
  call: { kind: "waitForEvent", event: "call.logged", timeout: "P9D", next: "task", onTimeout: "done" },
  task: { kind: "createTask", title: "Call {{ contact.firstName }} {{ contact.lastName }}", next: "pause" },
  pause: { kind: "wait", for: "P30D", next: "done" },
  done,
});
const secrets = [
  "Zebulon",
  "Quarterhouse",
  "quarterhouse.example",
  "5185550147",
  "We are glad to have you",
  "Estate of the late",
  "travelling to Narnia",
];

describe("Temporal's database", () => {
  it("holds nothing of a client after runs that sent, failed, heard, waited and were told things", async () => {
    const firm = await firmWithFlow(flow);
    const person = { firstName: "Zebulon", lastName: "Quarterhouse", phone: "+15185550147" };
    const runs: string[] = [];
    for (const email of ["zebulon@quarterhouse.example", "gone.zebulon@quarterhouse.example"]) {
      const { id: mainContactId } = await firm.contact({ ...person, email });
      const { id: matterId } = await firm.matter({ mainContactId, title: "Estate of the late Quarterhouse" });
      const runId = await startRun(firm, "welcome", matterId);
      runs.push(runId);
      if (email.startsWith("gone.")) {
        await whenRun(firm.scope, runId, (run) => run.needsAttention);
        continue;
      }
      await whenRun(firm.scope, runId, (run) => run.position[0]?.step === "call");
      await logCall(firm.scope, { matterId, direction: "in", outcome: "reached", note: "Zebulon is travelling to Narnia" });
      await deliverPending({
        name: "test",
        onError: (error) => {
          throw error;
        },
      });
      await whenRun(firm.scope, runId, (run) => run.position[0]?.step === "pause");
      await tellRun(firm.scope, runId, { do: "hold", reason: "Zebulon is travelling to Narnia" });
    }

    const payloads = (await Promise.all(runs.map((runId) => historiesOf(workers.client, runId))))
      .flat()
      .flatMap((history) => payloadsIn(history));
    expect(payloads.length).toBeGreaterThan(10);
    expect(payloads.map(({ metadata }) => Buffer.from(metadata?.["encoding"] ?? []).toString())).toEqual(
      payloads.map(() => "binary/encrypted"),
    );

    await temporal.stop();
    const files = readdirSync(join(dataDir, "temporal")).map((name) => readFileSync(join(dataDir, "temporal", name)));
    const found = (text: string) =>
      files.some((file) => file.includes(text) || file.includes(Buffer.from(text).toString("base64").slice(0, -4)));
    expect(runs.every(found)).toBe(true);
    expect(secrets.filter(found)).toEqual([]);
  });
});

/** All that was handed over: but for search attributes, which are ids and states, and what the SDK notes of its own on local activities. */
function payloadsIn(value: unknown, name = ""): Payload[] {
  if (typeof value !== "object" || value === null || name === "searchAttributes") return [];
  if ("metadata" in value && "data" in value) return isSdkNote(value as Payload) ? [] : [value as Payload];
  return Object.entries(value).flatMap(([key, one]) => payloadsIn(one, key));
}

function isSdkNote({ metadata, data }: Payload): boolean {
  const text = Buffer.from(data ?? []).toString();
  return (
    Buffer.from(metadata?.["encoding"] ?? []).toString() === "json/plain" &&
    /^\{"seq":\d+,"attempt":\d+,"activity_id":"\d+","activity_type":"advance"/.test(text)
  );
}
