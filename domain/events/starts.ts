import type { Definition, SubjectKind } from "../../engine/definition/types.ts";
import { enrols, eventAloneStarts, type RunEvent, type RunSubject, triggersOf } from "../../engine/run/index.ts";
import { clock, type Scope, type Stored } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { occasionSubject, readFacts } from "../facts/index.ts";
import { firmFacts, firmInScope } from "../firms/index.ts";
import { FlowModel, versionOf } from "../flows/index.ts";
import { MatterModel } from "../matters/index.ts";
import { OccasionModel, type OccasionRecord } from "../occasions/index.ts";
import { enrolAndStart } from "../runs/index.ts";
import { planStarts, turnedBy } from "../triggers/index.ts";
import type { EventRecord } from "./model.ts";
import { runEventOf } from "./runEvents.ts";

/**
 * Starts a run of every live flow whose `enrol` this event matches, for the subject the event is about, and follows the dates that flows start
 * by. Repeatable: the same event starts a flow for a subject once. Within a scope.
 */
export async function startRuns(scope: Scope, stored: Stored<EventRecord>): Promise<void> {
  const flows = await FlowModel.find({ state: "live", enrolEvents: stored.type }).lean();
  const event = runEventOf(stored);
  for (const flow of flows) {
    if (!flow.liveVersion) continue;
    const { definition } = await versionOf(flow.key, flow.liveVersion);
    const subject = await subjectFor(flow.subject, event);
    if (subject) await startFor(scope, stored, { definition, subject, indirect: false });
    else for (const one of await touchedBy(definition, event)) await startFor(scope, stored, { definition, subject: one, indirect: true });
  }
}

interface For {
  definition: Definition;
  subject: RunSubject;
  /** Its person or matter changed, not itself. */
  indirect: boolean;
}

async function startFor(scope: Scope, stored: Stored<EventRecord>, { definition, subject, indirect }: For): Promise<void> {
  const event = runEventOf(stored);
  const facts = eventAloneStarts(definition) ? { firm: firmFacts(await firmInScope()) } : await readFacts(scope, subject);
  const { key: flowKey } = definition;
  const { startsNothing } = stored;
  const subjects = [{ subject, facts }];
  const now = clock.now();
  await planStarts({ flowKey, definition, subjects, since: now.getTime(), ...(startsNothing ? {} : { event }) });
  const turned = await turnedBy(event, { flowKey, definition }, { subject, facts });
  if (startsNothing || !enrols(definition, event, facts, now.toISOString(), { turned, indirect })) return;
  await enrolAndStart(scope, { flowKey, subject, eventId: event.id, causes: stored.causes });
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

/** Whose dates and conditions may read what changed: a person's matters, and the dates of either. */
async function touchedBy(definition: Definition, { contactId, matterId }: RunEvent): Promise<RunSubject[]> {
  const { dated, becoming } = triggersOf(definition);
  if (dated.length + becoming.length === 0) return [];
  const matterIds = matterId
    ? [matterId]
    : contactId
      ? ((await ContactModel.findById(contactId, { matterIds: 1 }).lean())?.matterIds ?? [])
      : [];
  if (definition.subject === "matter") return matterIds.map((one) => ({ kind: "matter", matterId: one }));
  if (definition.subject !== "occasion") return [];
  // One look each, which an index answers.
  const looks = [...(matterIds.length ? [{ matterId: { $in: matterIds } }] : []), ...(contactId ? [{ contactId }] : [])];
  const state = { $in: ["planned" as const, "moved" as const] };
  const found = await Promise.all(
    looks.map((look) =>
      OccasionModel.find({ ...look, state })
        .limit(200)
        .lean(),
    ),
  );
  const occasions = new Map((found.flat() as Stored<OccasionRecord>[]).map((one) => [one._id, one]));
  return [...occasions.values()].map(occasionSubject);
}
