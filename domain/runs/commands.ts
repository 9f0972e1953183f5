import { WorkflowUpdateFailedError } from "@temporalio/client";
import { type RunState, whyNot } from "../../engine/run/index.ts";
import type { Command, RunSubject } from "../../engine/run/types.ts";
import { conflict, notFound, type Scope, type Stored, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { versionOf } from "../flows/index.ts";
import { endToCome } from "../inputs/index.ts";
import { startWorkflow } from "./begin.ts";
import { RunModel, type RunRecord } from "./model.ts";
import type { CommandAnswer } from "./protocol.ts";
import { isGone, soon } from "./temporal.ts";

/**
 * Tells a run what staff want: hold, resume, retry, skip, jump, complete, cancel. Refused in words when it would change nothing, or nothing
 * but for a moment. With an idempotency key in the scope, telling it twice is telling it once.
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
  if (command.do === "hold" && command.until !== undefined) endToCome("/until", command.until);
  if (!state) return;
  const { definition } = await withScope(scope, () => versionOf(run.flowKey, run.version));
  const why = whyNot(definition, state, command);
  if (why) throw conflict("command-refused", why);
}

/**
 * Open runs of a flow about the same: this occasion, this matter, this person. A person's run sees those of their matters and occasions too; a
 * matter's run never another matter's, though its person be the same (rule 16).
 */
export function openRunsOf(scope: Scope, about: { flowKey: string; subject: RunSubject; contactId?: string }): Promise<string[]> {
  const { flowKey, subject, contactId } = about;
  return withScope(scope, async () => {
    const looks = subject.kind === "contact" ? await ofThePerson(contactId) : ofTheMatter(subject, contactId);
    const found = await Promise.all(looks.map((look) => RunModel.find({ ...look, flowKey, status: { $ne: "ended" } }, { _id: 1 }).lean()));
    return [...new Set(found.flat().map((run) => run._id))];
  });
}

type Look = Record<string, unknown>;

async function ofThePerson(contactId: string | undefined): Promise<Look[]> {
  if (!contactId) return [];
  const matters = (await ContactModel.findById(contactId, { matterIds: 1 }).lean())?.matterIds ?? [];
  return [{ contactId }, ...(matters.length > 0 ? [{ matterId: { $in: matters } }] : [])];
}

function ofTheMatter({ kind, matterId, occasionId }: RunSubject, contactId: string | undefined): Look[] {
  return [
    ...(contactId ? [{ contactId, subjectKind: "contact" }] : []),
    // Seen from one of its occasions, a matter has others, which are not meant.
    ...(matterId ? [{ matterId, ...(kind === "occasion" ? { subjectKind: "matter" } : {}) }] : []),
    ...(occasionId ? [{ occasionId }] : []),
  ];
}
