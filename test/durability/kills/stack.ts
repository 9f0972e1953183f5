import { rm } from "node:fs/promises";
import { join } from "node:path";
import { connect, disconnect } from "../../../domain/base/index.ts";
import { type MongoServer, startMongo } from "../../../tools/servers/mongo.ts";
import { testDir } from "../../../tools/servers/places.ts";
import { freePort } from "../../../tools/servers/ports.ts";
import { startTemporal, type TemporalServer } from "../../../tools/servers/temporal.ts";
import { bundleFile } from "../../support/bundle.ts";
import { mailServer, type TakenMail } from "../../support/smtp.ts";
import { type Program, program } from "../process.ts";

export type Part = "worker" | "api" | "dispatcher" | "temporal" | "mongo";

export interface Stack {
  apiUrl: string;
  mails: TakenMail[];
  /** `kill -9`, and started again at once, as whoever watches over processes does. */
  killAndStart(part: Part): Promise<void>;
  stop(): Promise<void>;
}

/** Everything in processes of its own, on data of its own: two workers, two dispatchers, the API and both servers. Mail comes here. */
export async function startStack(): Promise<Stack> {
  const dataDir = join(testDir, `kills-${process.pid}-${Date.now()}`);
  const { MONGODB_URL: _mongo, TEMPORAL_ADDRESS: _temporal, TEMPORAL_NAMESPACE: _namespace, ...env } = process.env;
  const [mongoPort, temporalPort, apiPort] = [await freePort(), await freePort(), await freePort()];
  const startingMongo = () => startMongo({ dataDir, port: mongoPort, env });
  const startingTemporal = () => startTemporal({ dataDir, port: temporalPort, env });
  let mongo: MongoServer = await startingMongo();
  let temporal: TemporalServer = await startingTemporal();
  // A mail takes a moment: long enough to be killed in the middle of.
  const mail = await mailServer(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await connect(mongo.url);
  const given = {
    MONGODB_URL: mongo.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: mail.url,
    FIRMFLOW_SECRET: process.env.FIRMFLOW_SECRET,
    FIRMFLOW_TASK_QUEUE: "kills",
    FIRMFLOW_DISPATCH: "0",
    FIRMFLOW_BUNDLE: await bundleFile(),
    FIRMFLOW_LEASE_SECONDS: "30",
    LOG_LEVEL: "info",
    PORT: String(apiPort),
  };
  const make = (entry: string, ready: RegExp, count: number) =>
    Array.from({ length: count }, () => ({ ready, program: program(entry, given) }));
  const ours: Record<"worker" | "api" | "dispatcher", { ready: RegExp; program: Program }[]> = {
    worker: make("tools/worker/main.ts", /the worker works/, 2),
    dispatcher: make("test/durability/dispatcherChild.ts", /the dispatcher works/, 2),
    api: make("api/main.ts", /the API listens/, 1),
  };
  const all = Object.values(ours).flat();
  await Promise.all(all.map((one) => one.program.start(one.ready)));
  return {
    apiUrl: `http://127.0.0.1:${apiPort}`,
    mails: mail.mails,
    async killAndStart(part) {
      if (part === "temporal") {
        await killServer(temporal);
        temporal = await startingTemporal();
      } else if (part === "mongo") {
        await killServer(mongo);
        mongo = await startingMongo();
      } else {
        const [one] = ours[part];
        if (!one) return;
        // The next time it is the other one's turn.
        ours[part] = [...ours[part].slice(1), one];
        await one.program.kill();
        await startAgain(one);
      }
    },
    async stop() {
      await Promise.all(all.map((one) => one.program.kill()));
      await disconnect();
      await mail.stop();
      await temporal.stop();
      await mongo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What it leans on may be away just then. */
async function startAgain({ program, ready }: { program: Program; ready: RegExp }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await program.start(ready);
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

async function killServer({ child }: MongoServer | TemporalServer): Promise<void> {
  if (!child) throw new Error("This server is not ours to kill.");
  process.kill(-child.pid, "SIGKILL");
  await child.exited;
}
