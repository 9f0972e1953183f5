import { clock, currentScope, newId } from "../base/index.ts";
import { current } from "../base/scope.ts";
import { EventModel, type EventRecord, StreamModel } from "./model.ts";

export interface NewEvent {
  /** A type of DESIGN §3's table. */
  type: string;
  /** Who or what it is about. An event of a matter, or of an occasion of one, stands in the matter's order. */
  contactId?: string;
  matterId?: string;
  occasionId?: string;
  data?: Record<string, unknown>;
  requestId?: string;
}

/** Writes an event in the transaction of the change it tells of. Only within an operation. */
export async function emit(event: NewEvent): Promise<string> {
  if (!current()?.inTransaction) throw new Error(`${event.type}: events are emitted within an operation only.`);
  const scope = currentScope();
  const stream = streamOf(event);
  const key = `${scope.firmId}|${stream}`;
  // Written first: of two transactions one has to wait for the other, and each reads its own number.
  await StreamModel.updateOne({ _id: key }, { $inc: { seq: 1 }, $setOnInsert: { firmId: scope.firmId, stream } }, { upsert: true });
  const next = await StreamModel.findById(key, { seq: 1 }).lean();
  const id = newId("event");
  const record: EventRecord & { _id: string } = {
    _id: id,
    type: event.type,
    stream,
    seq: next?.seq ?? 1,
    at: clock.now(),
    data: event.data ?? {},
    ...(event.contactId ? { contactId: event.contactId } : {}),
    ...(event.matterId ? { matterId: event.matterId } : {}),
    ...(event.occasionId ? { occasionId: event.occasionId } : {}),
    ...(event.requestId ? { requestId: event.requestId } : {}),
    causes: scope.causes ?? [],
    ...(scope.startsNothing ? { startsNothing: true } : {}),
    by: { kind: scope.actor.kind, id: scope.actor.id, name: scope.actor.name },
    state: "pending",
  };
  await EventModel.create([record]);
  return id;
}

export function streamOf(event: Pick<NewEvent, "contactId" | "matterId" | "occasionId">): string {
  if (event.matterId) return `matter:${event.matterId}`;
  if (event.contactId) return `contact:${event.contactId}`;
  return event.occasionId ? `occasion:${event.occasionId}` : "firm";
}
