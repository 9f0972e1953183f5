import type { Client } from "@temporalio/client";
import proto from "@temporalio/proto";
import { Worker } from "@temporalio/worker";
import { dataConverter } from "../../domain/runs/index.ts";

const { History: message } = proto.temporal.api.history.v1;
type History = Awaited<ReturnType<ReturnType<Client["workflow"]["getHandle"]>["fetchHistory"]>>;

/** The histories of a run, one for each time it continued as new, oldest first. */
export async function historiesOf(client: Client, workflowId: string): Promise<History[]> {
  const histories: History[] = [];
  const described = await client.workflow.getHandle(workflowId).describe();
  let runId = described.raw.workflowExecutionInfo?.firstRunId ?? undefined;
  while (runId) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.push(history);
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return histories;
}

/** What comes of carrying these histories on with that shell: `goes on`, or what is wrong. */
export async function replayed(workflowBundle: { code: string }, histories: Record<string, unknown>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const given = Object.entries(histories).map(([workflowId, history]) => ({ workflowId, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, dataConverter: dataConverter() }, given))
    found[workflowId] = error ? `${error.name}: ${error.message}` : "goes on";
  return found;
}

export const textOf = (history: History): string =>
  JSON.stringify(message.toObject(message.fromObject(history), { longs: String, bytes: String, enums: String }));
export const historyIn = (text: string): History => message.fromObject(JSON.parse(text));
