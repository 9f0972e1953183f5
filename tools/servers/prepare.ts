import { Connection } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import { startMongo } from "./mongo.ts";
import { registerSearchAttributes } from "./searchAttributes.ts";
import { SetupError, sentenceOf } from "./setupError.ts";
import { until } from "./until.ts";

// Once before a production start: waits until MONGODB_URL and TEMPORAL_ADDRESS answer, makes the namespace if there is
// none, and registers our search attributes.
const { MONGODB_URL: mongo, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace = "firmflow" } = process.env;
const waitMs = 180_000;
try {
  if (!mongo || !address)
    throw new SetupError("MONGODB_URL and TEMPORAL_ADDRESS must both be set: this prepares servers that run elsewhere.");
  await startMongo({ dataDir: "", port: 0 });
  await prepareTemporal(address);
  console.log("MongoDB and Temporal are ready.");
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

async function prepareTemporal(at: string): Promise<void> {
  let problem = "";
  const done = await until(
    async () => {
      try {
        await prepareNamespace(at);
        return true;
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        return false;
      }
    },
    waitMs,
    2_000,
  );
  if (!done) throw new SetupError(`Temporal at ${at} did not become ready within ${waitMs / 60_000} minutes (${problem}).`);
}

async function prepareNamespace(at: string): Promise<void> {
  const connection = await Connection.connect({ address: at, connectTimeout: 5_000 });
  try {
    const known = await connection.workflowService.describeNamespace({ namespace }).catch(() => undefined);
    if (!known) await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs("30 days") });
    await registerSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
}
