import { type JsonObject, tellsOfPresence } from "../../engine/run/index.ts";
import type { Stored } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { RequestModel } from "../requests/index.ts";
import { isGone, RunModel, type RunRecord, startWorkflow, temporal } from "../runs/index.ts";
import type { EventRecord } from "./model.ts";

/**
 * Tells an event to every open run it concerns (rule 16) that listens for its type. Repeatable: a run takes each event once. Within a scope.
 */
export async function signalRuns(event: Stored<EventRecord>): Promise<void> {
  const about = await concerned(event);
  if (!about.length) return;
  const open = { status: { $ne: "ended" as const }, ...(isHeardByAll(event) ? {} : { listens: event.type }) };
  // One look each, which an index answers; a run found by several is told once.
  const found = await Promise.all(about.map((look) => RunModel.find({ ...look, ...open }).lean()));
  const runs = new Map((found.flat() as Stored<RunRecord>[]).map((run) => [run._id, run]));
  for (const run of runs.values()) await signal(run, event);
}

const isHeardByAll = ({ type, data }: Stored<EventRecord>) => tellsOfPresence({ type, data: data as JsonObject });

/** A matter's runs hear the matter's events, its occasions' and its people's own; never another matter's. */
async function concerned({ matterId, occasionId, contactId, requestId }: EventRecord): Promise<Record<string, unknown>[]> {
  const asked = requestId ? await RequestModel.findById(requestId, { runId: 1 }).lean() : null;
  // Whoever asked hears the answer, whatever else it is about.
  const asker = asked?.runId ? [{ _id: asked.runId }] : [];
  if (matterId) {
    return [
      ...asker,
      { matterId, subjectKind: occasionId ? "matter" : { $in: ["matter", "occasion"] } },
      ...(occasionId ? [{ occasionId, subjectKind: "occasion" }] : []),
      ...(contactId ? [{ contactId, subjectKind: "contact" }] : []),
    ];
  }
  const matterIds = contactId ? ((await ContactModel.findById(contactId, { matterIds: 1 }).lean())?.matterIds ?? []) : [];
  return [
    ...asker,
    ...(contactId ? [{ contactId }] : []),
    ...(matterIds.length ? [{ matterId: { $in: matterIds } }] : []),
    ...(occasionId ? [{ occasionId }] : []),
  ];
}

async function signal(run: Stored<RunRecord>, event: Stored<EventRecord>): Promise<void> {
  // Recorded, but not started yet: it must be there to hear.
  if (run.workflow === "pending") await startWorkflow(run);
  try {
    await temporal().client.workflow.getHandle(run._id).signal("event", { eventId: event._id });
  } catch (error) {
    // It has ended meanwhile, and hears nothing more.
    if (!isGone(error)) throw error;
  }
}
