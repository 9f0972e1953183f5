import { randomBytes } from "node:crypto";
import proto from "@temporalio/proto";
import { TestWorkflowEnvironment } from "@temporalio/testing";
import { dataConverter } from "../../domain/runs/index.ts";
import { quietWorkers } from "../../tools/worker/workers.ts";

quietWorkers();

/** The shared dev server's address and namespace, and a task queue nobody else uses. */
export function devServer(): { address: string; namespace: string; taskQueue: string } {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = process.env;
  if (!address || !namespace) throw new Error("TEMPORAL_ADDRESS is not set: this test belongs among `servers` in vitest.config.ts.");
  return { address, namespace, taskQueue: `test-${randomBytes(6).toString("hex")}` };
}

/** A Temporal of its own whose clock skips what nobody waits for, with our search attributes; `teardown()` it at the end. */
export async function timeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const path = process.env.FIRMFLOW_TEST_SERVER;
  if (!path) throw new Error("FIRMFLOW_TEST_SERVER is not set: this test belongs among `servers` in vitest.config.ts.");
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: "existing-path", path } },
    client: { dataConverter: dataConverter() },
  });
  await tellSearchAttributes(environment);
  return environment;
}

/** This server takes search attributes, but can't list the ones it has. */
async function tellSearchAttributes({ connection, namespace = "default" }: TestWorkflowEnvironment): Promise<void> {
  const {
    INDEXED_VALUE_TYPE_KEYWORD: word,
    INDEXED_VALUE_TYPE_INT: number,
    INDEXED_VALUE_TYPE_BOOL: yesNo,
  } = proto.temporal.api.enums.v1.IndexedValueType;
  const searchAttributes = { FirmId: word, FlowKey: word, FlowVersion: number, SubjectId: word, RunStatus: word, NeedsAttention: yesNo };
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}
