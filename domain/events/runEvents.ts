import type { JsonObject, RunEvent, RunSubject } from "../../engine/run/types.ts";
import type { Stored } from "../base/index.ts";
import { EventModel, type EventRecord } from "./model.ts";

/** An event as a run hears it. */
export function runEventOf(event: Stored<EventRecord>): RunEvent {
  return {
    id: event._id,
    type: event.type,
    at: event.at.toISOString(),
    data: (event.data ?? {}) as JsonObject,
    stream: event.stream,
    seq: event.seq,
    ...(event.requestId ? { requestId: event.requestId } : {}),
    ...(event.contactId ? { contactId: event.contactId } : {}),
    ...(event.matterId ? { matterId: event.matterId } : {}),
    ...(event.occasionId ? { occasionId: event.occasionId } : {}),
  };
}

/** Within a scope. */
export async function runEventById(eventId: string): Promise<RunEvent | null> {
  const event = await EventModel.findById(eventId).lean();
  return event ? runEventOf(event as Stored<EventRecord>) : null;
}

/**
 * Events of a subject and its people that the run has not been told yet, in their order: looked at right before an effect (rule 5).
 * Within a scope.
 */
export async function undeliveredFor(subject: RunSubject, people: string[], watermarks: Record<string, number>): Promise<RunEvent[]> {
  const contactIds = new Set([...people, ...(subject.contactId ? [subject.contactId] : [])]);
  const streams = [
    ...(subject.matterId ? [`matter:${subject.matterId}`] : []),
    ...[...contactIds].map((contactId) => `contact:${contactId}`),
    ...(subject.occasionId ? [`occasion:${subject.occasionId}`] : []),
  ];
  const pending = await EventModel.find({ state: "pending", stream: { $in: streams } })
    .sort({ at: 1, seq: 1 })
    .limit(100)
    .lean();
  return pending
    .map((event) => runEventOf(event as Stored<EventRecord>))
    .filter((event) => (event.seq ?? 0) > (watermarks[event.stream ?? ""] ?? 0));
}
