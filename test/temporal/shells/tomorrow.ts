import { patched, sleep } from "@temporalio/workflow";
import type { RunFlowInput, RunFlowResult } from "../../../domain/runs/protocol.ts";
import { runFlow as today } from "../../../workflows/runFlow.ts";

/** The shell as a later release may have it: changed under a patch, so that runs begun before go on as they began. */
export async function runFlow(input: RunFlowInput): Promise<RunFlowResult> {
  if (patched("tomorrow")) await sleep(1);
  return await today(input);
}
