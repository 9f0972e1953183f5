import { startMongo } from "../servers/mongo.ts";
import { freePort } from "../servers/ports.ts";
import { startTemporal } from "../servers/temporal.ts";
import { timeSkippingServerPath } from "../servers/timeSkipping.ts";
import type { ServerAddresses } from "./serverAddresses.ts";

export type TestServers = { addresses: ServerAddresses; stop(): Promise<void> };

/** Starts servers for tests: on free ports, on data of their own, whatever servers the environment names. */
export async function startTestServers(dataDir: string, log?: (line: string) => void): Promise<TestServers> {
  const { MONGODB_URL: _mongo, TEMPORAL_ADDRESS: _temporal, TEMPORAL_NAMESPACE: _namespace, ...env } = process.env;
  const [mongoPort, temporalPort] = await Promise.all([freePort(), freePort()]);
  const starting = [
    startMongo({ dataDir, port: mongoPort, durable: false, env, log }),
    startTemporal({ dataDir, port: temporalPort, env, log }),
  ] as const;
  const [mongo, temporal, testServer] = await Promise.allSettled([...starting, timeSkippingServerPath(env)]);
  const stop = async () => {
    const started = [mongo, temporal].filter((result) => result.status === "fulfilled");
    await Promise.all(started.map((result) => result.value.stop()));
  };
  if (mongo.status === "fulfilled" && temporal.status === "fulfilled" && testServer.status === "fulfilled") {
    const addresses = {
      MONGODB_URL: mongo.value.url,
      TEMPORAL_ADDRESS: temporal.value.address,
      TEMPORAL_NAMESPACE: temporal.value.namespace,
      FIRMFLOW_TEST_SERVER: testServer.value,
    };
    return { addresses, stop };
  }
  await stop();
  throw [mongo, temporal, testServer].find((result) => result.status === "rejected")?.reason;
}
