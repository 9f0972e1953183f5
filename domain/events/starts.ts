import type { SubjectKind } from "../../engine/definition/types.ts";
import { enrols, type RunEvent, type RunSubject } from "../../engine/run/index.ts";
import { clock, type Scope, type Stored } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { FlowModel, versionOf } from "../flows/index.ts";
import { MatterModel } from "../matters/index.ts";
import { enrolAndStart } from "../runs/index.ts";
import type { EventRecord } from "./model.ts";
import { runEventOf } from "./runEvents.ts";

/**
 * Starts a run of every live flow whose `enrol` this event matches, for the subject the event is about. Repeatable: the same event starts
 * a flow for a subject once. Within a scope.
 */
export async function startRuns(scope: Scope, stored: Stored<EventRecord>): Promise<void> {
  if (stored.startsNothing) return;
  const flows = await FlowModel.find({ state: "live", enrolEvents: stored.type }).lean();
  const event = runEventOf(stored);
  for (const flow of flows) {
    const subject = await subjectFor(flow.subject, event);
    if (!subject || !flow.liveVersion) continue;
    const { definition } = await versionOf(flow.key, flow.liveVersion);
    if (!enrols(definition, event, await readFacts(scope, subject), clock.now().toISOString())) continue;
    await enrolAndStart(scope, { flowKey: flow.key, subject, eventId: event.id, causes: stored.causes });
  }
}

/** A flow about a person is started for the matter's main contact where the event names nobody. */
async function subjectFor(kind: SubjectKind, event: RunEvent): Promise<RunSubject | null> {
  const { contactId, matterId, occasionId } = event;
  switch (kind) {
    case "contact": {
      const person =
        contactId ?? (matterId ? (await MatterModel.findById(matterId, { mainContactId: 1 }).lean())?.mainContactId : undefined);
      return person ? { kind, contactId: person } : null;
    }
    case "matter":
      return matterId ? { kind, matterId } : null;
    case "occasion":
      return occasionId ? { kind, occasionId, ...(matterId ? { matterId } : contactId ? { contactId } : {}) } : null;
    default:
      return kind satisfies never;
  }
}
