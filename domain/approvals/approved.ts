import { type Scope, type Stored, withScope } from "../base/index.ts";
import type { ApprovedDocument } from "../documents/index.ts";
import { ApprovalModel, type ApprovalRecord, type ApprovedMessage } from "./model.ts";

/**
 * What was approved for a step of a run: it is what leaves, each time the step is come to, until an approval is asked for anew. Null when
 * the latest one asked for was not given: the flow then came here another way, and what leaves is composed of the facts.
 */
export async function approvedFor(
  scope: Scope,
  { runId, step }: { runId: string; step: string },
): Promise<{ messages: ApprovedMessage[]; document?: ApprovedDocument } | null> {
  const latest = (await withScope(scope, () =>
    ApprovalModel.findOne({ runId, what: step }).sort({ _id: -1 }).lean(),
  )) as Stored<ApprovalRecord> | null;
  if (latest?.state !== "approved") return null;
  return { messages: latest.messages, ...(latest.document ? { document: latest.document } : {}) };
}
