import type { SubjectKind } from "../../engine/definition/types.ts";
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
  const looks = await concerned(event);
  const heard = (run: RunRecord) => isHeardByAll(event) || run.listens.includes(event.type);
  // One look each, which an index answers; a run found by several is told once. The rest is sorted out among the few it finds.
  const found = await Promise.all(
    looks.map(async ({ where, kinds }) => {
      const runs = (await RunModel.find(where, { advanced: 0 }).lean()) as Stored<RunRecord>[];
      return runs.filter((run) => run.status !== "ended" && heard(run) && (!kinds || kinds.includes(run.subjectKind)));
    }),
  );
  const runs = new Map(found.flat().map((run) => [run._id, run]));
  for (const run of runs.values()) await signal(run, event);
}

const isHeardByAll = ({ type, data }: Stored<EventRecord>) => tellsOfPresence({ type, data: data as JsonObject });

/** Where runs are looked for; of the kinds given, or of any. */
interface Look {
  where: Record<string, unknown>;
  kinds?: SubjectKind[];
}

/** A matter's runs hear the matter's events, its occasions' and its people's own; never another matter's. */
async function concerned({ matterId, occasionId, contactId, requestId }: EventRecord): Promise<Look[]> {
  const asked = requestId ? await RequestModel.findById(requestId, { runId: 1 }).lean() : null;
  // Whoever asked hears the answer, whatever else it is about.
  const asker: Look[] = asked?.runId ? [{ where: { _id: asked.runId } }] : [];
  if (matterId) {
    return [
      ...asker,
      { where: { matterId }, kinds: occasionId ? ["matter"] : ["matter", "occasion"] },
      ...(occasionId ? [{ where: { occasionId }, kinds: ["occasion" as const] }] : []),
      ...(contactId ? [{ where: { contactId }, kinds: ["contact" as const] }] : []),
    ];
  }
  const matterIds = contactId ? ((await ContactModel.findById(contactId, { matterIds: 1 }).lean())?.matterIds ?? []) : [];
  return [
    ...asker,
    ...(contactId ? [{ where: { contactId } }] : []),
    ...matterIds.map((one) => ({ where: { matterId: one } })),
    ...(occasionId ? [{ where: { occasionId } }] : []),
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
