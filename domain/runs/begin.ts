import { defineSearchAttributeKey, TypedSearchAttributes } from "@temporalio/common";
import { acrossFirms, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { type Enrolled, type enrol, enrolOnce } from "./enrol.ts";
import { RunModel, type RunRecord } from "./model.ts";
import type { RunFlowInput } from "./protocol.ts";
import { subjectIdOf, subjectOf } from "./subject.ts";
import { soon, temporal } from "./temporal.ts";

/** Set at start, and by the workflow when its status changes (DESIGN §5). */
export const attributes = {
  FirmId: defineSearchAttributeKey("FirmId", "KEYWORD"),
  FlowKey: defineSearchAttributeKey("FlowKey", "KEYWORD"),
  FlowVersion: defineSearchAttributeKey("FlowVersion", "INT"),
  SubjectId: defineSearchAttributeKey("SubjectId", "KEYWORD"),
  RunStatus: defineSearchAttributeKey("RunStatus", "KEYWORD"),
  NeedsAttention: defineSearchAttributeKey("NeedsAttention", "BOOL"),
};

/** Starts the workflow of a recorded run. Repeatable: the workflow's id is the run's, and it is never started a second time. */
export async function startWorkflow(run: Stored<RunRecord>): Promise<void> {
  const { taskQueue, settings, eager } = temporal();
  const input: RunFlowInput = { firmId: run.firmId, runId: run._id, flowKey: run.flowKey, ...(settings ? { settings } : {}) };
  await soon(15, ({ workflow }) =>
    workflow.start("runFlow", {
      workflowId: run._id,
      taskQueue,
      args: [input],
      workflowIdConflictPolicy: "USE_EXISTING",
      workflowIdReusePolicy: "REJECT_DUPLICATE",
      ...(eager ? { requestEagerStart: true } : {}),
      // One of many stands back behind those that something has just happened to.
      priority: { fairnessKey: run.firmId, ...(run.bulkId ? { priorityKey: 5 } : {}) },
      typedSearchAttributes: new TypedSearchAttributes([
        { key: attributes.FirmId, value: run.firmId },
        { key: attributes.FlowKey, value: run.flowKey },
        { key: attributes.FlowVersion, value: run.version },
        { key: attributes.SubjectId, value: subjectIdOf(subjectOf(run)) },
        { key: attributes.RunStatus, value: "running" },
        { key: attributes.NeedsAttention, value: false },
      ]),
    }),
  ).catch((error: unknown) => {
    // It ran, and has ended, before this was told.
    if (error instanceof Error && error.name === "WorkflowExecutionAlreadyStartedError") return;
    throw error;
  });
}

/** As `startWorkflow`, and writes down that it stands: for those that may wait long before their first step says so itself. */
export async function startForLater(run: Stored<RunRecord>): Promise<void> {
  await startWorkflow(run);
  await withScope(systemScope(run.firmId), () => RunModel.updateOne({ _id: run._id }, { $set: { workflow: "started" } }));
}

/** Enrols and starts. When starting fails (Temporal is away) the run stands recorded and the sweeper starts it. */
export async function enrolAndStart(scope: Scope, input: Parameters<typeof enrol>[1]): Promise<Enrolled> {
  const enrolled = await enrolOnce(scope, input);
  if (enrolled.became === "run") await begin(scope, enrolled.runId);
  return enrolled;
}

/** Starts the workflow of a run just recorded; false when Temporal is away, and the sweeper has to do it. */
export async function begin(scope: Scope, runId: string): Promise<boolean> {
  const run = await withScope(scope, () => RunModel.findById(runId).lean());
  if (!run) return false;
  const started = run.bulkId ? startForLater(run as Stored<RunRecord>) : startWorkflow(run as Stored<RunRecord>);
  return await started.then(
    () => true,
    () => false,
  );
}

/** Starts workflows of runs that were recorded a while ago and never got theirs; so many at a time. */
export async function startPending(olderThanMs: number, now: Date, limit = 100): Promise<number> {
  const pending = await acrossFirms(() =>
    RunModel.find({ workflow: "pending", createdAt: { $lte: new Date(now.getTime() - olderThanMs) } })
      .sort({ createdAt: 1 })
      .limit(limit)
      .lean(),
  );
  for (const run of pending) await startForLater(run as Stored<RunRecord>);
  return pending.length;
}
