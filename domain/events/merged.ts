import { DomainError, type Stored, systemScope } from "../base/index.ts";
import { RunModel, tellRun } from "../runs/index.ts";
import type { EventRecord } from "./model.ts";

const reason =
  "This person's two records became one, and this flow was about the one that is gone. Add the person to the flow again if it is still wanted.";

/** Runs about a record that was merged into another end, and say why (rule 17). Repeatable. Within a scope. */
export async function endRunsOfMerged(event: Stored<EventRecord>): Promise<void> {
  if (event.type !== "contact.changed" || typeof event.data["mergedInto"] !== "string") return;
  const runs = await RunModel.find(
    { subjectKind: "contact", contactId: event.contactId, status: { $in: ["running", "held", "attention"] } },
    { _id: 1 },
  ).lean();
  for (const run of runs) await end(event, run._id);
}

async function end({ _id, firmId }: Stored<EventRecord>, runId: string): Promise<void> {
  const scope = { ...systemScope(firmId), idempotencyKey: _id };
  try {
    await tellRun(scope, runId, { do: "cancel", reason });
  } catch (error) {
    // It has ended meanwhile by itself.
    if (!(error instanceof DomainError && error.code === "run-ended")) throw error;
  }
}
