import { WorkflowUpdateFailedError } from "@temporalio/client";
import { notFound, type Scope, type Stored, withScope } from "../base/index.ts";
import { startWorkflow } from "./begin.ts";
import { RunModel, type RunRecord } from "./model.ts";
import type { MoveAnswer, MoveRequest } from "./protocol.ts";
import { isGone, temporal } from "./temporal.ts";

/**
 * Moves a run to another version of its flow (rule 13), newer or older. What cannot be moved stays where it is, with the reason in words;
 * told twice, it is moved once.
 */
export async function moveRun(scope: Scope, runId: string, request: MoveRequest): Promise<MoveAnswer> {
  const run = (await withScope(scope, () => RunModel.findById(runId, { advanced: 0 }).lean())) as Stored<RunRecord> | null;
  if (!run) throw notFound("This run");
  const refused = (why: string): MoveAnswer => ({ became: "refused", version: run.version, why });
  if (run.status === "ended") return refused("This run has ended.");
  if (run.version === request.to) return refused(`This run is already on version ${request.to}.`);
  if (run.workflow === "pending") await startWorkflow(run);
  try {
    const handle = temporal().client.workflow.getHandle(runId);
    return await handle.executeUpdate<MoveAnswer, [MoveRequest, string]>("move", { args: [request, scope.actor.name] });
  } catch (error) {
    if (isGone(error)) return refused("This run has ended.");
    if (error instanceof WorkflowUpdateFailedError) return refused(error.cause?.message ?? "The run refused this.");
    throw error;
  }
}
