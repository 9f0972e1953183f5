import { type MongoServer, startMongo } from "../servers/mongo.ts";
import { freePort } from "../servers/ports.ts";
import { startTemporal } from "../servers/temporal.ts";
import { timeSkippingServerPath } from "../servers/timeSkipping.ts";
import type { ServerAddresses } from "./serverAddresses.ts";

export type TestServers = { addresses: ServerAddresses; stop(): Promise<void> };

type Starting = {
  /** So many Mongo servers, for processes of tests that have one each. */
  mongos?: number;
  log?: (line: string) => void;
};

/** Starts servers for tests: on free ports, on data of their own, whatever servers the environment names. */
export async function startTestServers(dataDir: string, { mongos: count = 1, log }: Starting = {}): Promise<TestServers> {
  const { MONGODB_URL: _mongo, TEMPORAL_ADDRESS: _temporal, TEMPORAL_NAMESPACE: _namespace, ...env } = process.env;
  const [mongoPort, temporalPort] = await Promise.all([freePort(), freePort()]);
  const starting = [
    startMongos(count, { dataDir, port: mongoPort, durable: false, env, log }),
    startTemporal({ dataDir, port: temporalPort, env, log }),
  ] as const;
  const [mongos, temporal, testServer] = await Promise.allSettled([...starting, timeSkippingServerPath(env)]);
  const stop = async () => {
    const started = [...(mongos.status === "fulfilled" ? mongos.value : []), ...(temporal.status === "fulfilled" ? [temporal.value] : [])];
    await Promise.all(started.map((server) => server.stop()));
  };
  if (mongos.status === "fulfilled" && temporal.status === "fulfilled" && testServer.status === "fulfilled") {
    const urls = mongos.value.map((mongo) => mongo.url);
    const addresses = {
      MONGODB_URL: urls[0] ?? "",
      TEMPORAL_ADDRESS: temporal.value.address,
      TEMPORAL_NAMESPACE: temporal.value.namespace,
      FIRMFLOW_TEST_SERVER: testServer.value,
      FIRMFLOW_TEST_MONGOS: urls.join(" "),
    };
    return { addresses, stop };
  }
  await stop();
  throw [mongos, temporal, testServer].find((result) => result.status === "rejected")?.reason;
}

/** The first finds its program, or fetches it, for all. */
async function startMongos(count: number, options: Parameters<typeof startMongo>[0]): Promise<MongoServer[]> {
  const first = await startMongo(options);
  const more = Array.from({ length: count - 1 }, async (_, at) =>
    startMongo({ ...options, name: `mongo-${at + 2}`, port: await freePort(), log: undefined }),
  );
  const others = await Promise.allSettled(more);
  const started = [first, ...others.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))];
  const failed = others.find((one) => one.status === "rejected");
  if (!failed) return started;
  await Promise.all(started.map((mongo) => mongo.stop()));
  throw failed.reason;
}
