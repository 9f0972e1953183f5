import { readPath } from "../../engine/conditions/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { type Facts, flowZone, givesField, type RunEvent, type RunSubject, triggersOf } from "../../engine/run/index.ts";
import { type DatedTrigger, lateFrom, type Occurrence, occurrenceAfter } from "../../engine/time/index.ts";
import { clock, newId, type Stored } from "../base/index.ts";
import { subjectIdOf } from "../runs/index.ts";
import { type PlannedStart, PlannedStartModel } from "./model.ts";

/** What a date of this subject gives a trigger, after so many milliseconds. A date that was called off, or whose owner is gone, gives none. */
export function nextFor(trigger: DatedTrigger, definition: Definition, facts: Facts, from: number): Occurrence | null {
  if (facts.occasion?.["state"] === "cancelled") return null;
  return occurrenceAfter(trigger, readPath(facts, trigger.field), flowZone(definition, facts), from);
}

interface Planning {
  flowKey: string;
  definition: Definition;
  subjects: { subject: RunSubject; facts: Facts }[];
  /** Nothing before this is planned … */
  since: number;
  /** … but for a date that this event gives: entered late, it may still start. */
  event?: RunEvent;
}

/** Plans the next start of each dated trigger for these subjects, or takes it back. Repeatable. Within a scope. */
export async function planStarts({ flowKey, definition, subjects, since, event }: Planning): Promise<void> {
  const { dated } = triggersOf(definition);
  if (!dated.length || !subjects.length) return;
  const ids = subjects.map((one) => subjectIdOf(one.subject));
  const rows = (await PlannedStartModel.find({ flowKey, subjectId: { $in: ids } }).lean()) as Stored<PlannedStart>[];
  const rowOf = new Map(rows.map((row) => [`${row.trigger}|${row.subjectId}`, row]));
  const writes = dated.flatMap(({ key, trigger }) =>
    subjects.flatMap(({ subject, facts }) => {
      const subjectId = subjectIdOf(subject);
      const row = rowOf.get(`${key}|${subjectId}`);
      const now = clock.now().getTime();
      const late = event && givesField(event, trigger.field) ? lateFrom(trigger, now, flowZone(definition, facts)) : since;
      // What is due already and not dealt with yet stays so.
      const from = Math.min(late, row?.at && row.at.getTime() <= now ? row.at.getTime() - 1 : since);
      return writesOf({ flowKey, trigger: key, subject }, row, afterLast(trigger, definition, facts, from, row, now));
    }),
  );
  if (writes.length) await PlannedStartModel.bulkWrite(writes);
}

/** The next occurrence that was not dealt with and is not for nothing by now. */
function afterLast(trigger: DatedTrigger, definition: Definition, facts: Facts, from: number, row: PlannedStart | undefined, now: number) {
  const found = nextFor(trigger, definition, facts, from);
  const over = found && (found.date === row?.lastDate || found.until < now);
  return over ? nextFor(trigger, definition, facts, Math.max(now, found.at)) : found;
}

function writesOf(
  place: { flowKey: string; trigger: string; subject: RunSubject },
  row: Stored<PlannedStart> | undefined,
  found: Occurrence | null,
): Parameters<typeof PlannedStartModel.bulkWrite>[0] {
  const { flowKey, trigger, subject } = place;
  const filter = { flowKey, trigger, subjectId: subjectIdOf(subject) };
  if (!found) return row?.at ? [{ updateOne: { filter, update: { $unset: nothingAhead } } }] : [];
  if (row?.at?.getTime() === found.at && row.date === found.date && row.until?.getTime() === found.until) return [];
  const { kind: subjectKind, ...ids } = subject;
  const set = { subjectKind, ...ids, ...ahead(found) };
  return [{ updateOne: { filter, update: { $set: set, $setOnInsert: { _id: newId("planned") } }, upsert: true } }];
}

export const nothingAhead = { at: 1, date: 1, until: 1, lookAt: 1 } as const;

/** What a row says of the start that comes next. */
export const ahead = ({ at, date, until }: Occurrence) => ({ at: new Date(at), lookAt: new Date(at), date, until: new Date(until) });
