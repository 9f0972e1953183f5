import { WorkflowUpdateFailedError } from "@temporalio/client";
import { type RunState, whyNot } from "../../engine/run/index.ts";
import type { Command } from "../../engine/run/types.ts";
import { conflict, notFound, type Scope, type Stored, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { versionOf } from "../flows/index.ts";
import { startWorkflow } from "./begin.ts";
import { RunModel, type RunRecord } from "./model.ts";
import type { CommandAnswer } from "./protocol.ts";
import { isGone, soon } from "./temporal.ts";

/**
 * Tells a run what staff want: hold, resume, retry, skip, jump, complete, cancel. Refused in words when it would change nothing. With an
 * idempotency key in the scope, telling it twice is telling it once.
 */
export async function tellRun(scope: Scope, runId: string, command: Command): Promise<CommandAnswer> {
  const run = await withScope(scope, () => RunModel.findById(runId).lean());
  if (!run) throw notFound("This run");
  await refuseUseless(scope, run as Stored<RunRecord>, command);
  if (run.workflow === "pending") await startWorkflow(run as Stored<RunRecord>);
  try {
    return await soon(20, ({ workflow }) =>
      workflow.getHandle(runId).executeUpdate<CommandAnswer, [Command, string]>(command.do, {
        args: [command, scope.actor.name],
        ...(scope.idempotencyKey ? { updateId: `${scope.actor.id}:${scope.idempotencyKey}`.slice(0, 200) } : {}),
      }),
    );
  } catch (error) {
    if (isGone(error)) throw conflict("run-ended", "This run has ended.");
    if (error instanceof WorkflowUpdateFailedError) throw conflict("command-refused", error.cause?.message ?? "The run refused this.");
    throw error;
  }
}

async function refuseUseless(scope: Scope, run: Stored<RunRecord>, command: Command): Promise<void> {
  if (run.status === "ended") throw conflict("run-ended", "This run has ended.");
  const state = run.advanced ? (JSON.parse(run.advanced) as { state: RunState }).state : null;
  if (!state) return;
  const { definition } = await withScope(scope, () => versionOf(run.flowKey, run.version));
  const why = whyNot(definition, state, command);
  if (why) throw conflict("command-refused", why);
}

/** Open runs of a flow about a person (and their matters) or a matter. */
export function openRunsOf(scope: Scope, about: { flowKey?: string; contactId?: string; matterId?: string }): Promise<string[]> {
  const { flowKey, contactId, matterId } = about;
  return withScope(scope, async () => {
    const contact = contactId ? await ContactModel.findById(contactId, { matterIds: 1 }).lean() : null;
    const either = [
      ...(contactId ? [{ contactId }] : []),
      ...(contact?.matterIds.length ? [{ matterId: { $in: contact.matterIds } }] : []),
      ...(matterId ? [{ matterId }] : []),
    ];
    const open = { ...(flowKey ? { flowKey } : {}), status: { $ne: "ended" as const } };
    const found = await Promise.all(either.map((look) => RunModel.find({ ...look, ...open }, { _id: 1 }).lean()));
    return [...new Set(found.flat().map((run) => run._id))];
  });
}
