import { evaluate } from "../../engine/conditions/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { type Facts, flowZone, type RunEvent, triggersOf, turnedTrue } from "../../engine/run/index.ts";
import { clock, isDuplicateKey, newId } from "../base/index.ts";
import type { SubjectFacts } from "../facts/index.ts";
import { subjectIdOf } from "../runs/index.ts";
import { TurningModel } from "./model.ts";

interface About {
  flowKey: string;
  definition: Definition;
}

const holdsNow = (condition: Parameters<typeof evaluate>[0], definition: Definition, facts: Facts): boolean =>
  evaluate(condition, facts, clock.now().toISOString(), flowZone(definition, facts));

/** The names of the flow's `becomes` triggers that this event turned true for a subject. Repeatable: told again, it says so again. */
export async function turnedBy(event: RunEvent, { flowKey, definition }: About, { subject, facts }: SubjectFacts): Promise<Set<string>> {
  const turned = new Set<string>();
  for (const { key, trigger } of triggersOf(definition).becoming) {
    const place = { flowKey, trigger: key, subjectId: subjectIdOf(subject) };
    const holds = holdsNow(trigger.becomes, definition, facts);
    const known = await TurningModel.findOne(place).lean();
    const now = turnedTrue(trigger.becomes, holds, known, event);
    if (known?.is !== holds && !(await keep(place, holds, now ? event.id : ""))) {
      // Another event was first: it is the one that turned it.
      const other = await TurningModel.findOne(place).lean();
      if (other?.by === event.id) turned.add(key);
      continue;
    }
    if (now) turned.add(key);
  }
  return turned;
}

/** Of two events at once that find a condition true, one is the first to say so. */
async function keep(place: { flowKey: string; trigger: string; subjectId: string }, is: boolean, by: string): Promise<boolean> {
  try {
    const kept = await TurningModel.updateOne(
      { ...place, is: { $ne: is } },
      { $set: { is, by }, $setOnInsert: { _id: newId("turning") } },
      { upsert: true },
    );
    return kept.modifiedCount + kept.upsertedCount > 0;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Notes for whom a condition holds already when its flow goes live: they are not the ones for whom it becomes true. */
export async function noteStanding({ flowKey, definition }: About, subjects: SubjectFacts[]): Promise<void> {
  const writes = triggersOf(definition).becoming.flatMap(({ key, trigger }) =>
    subjects.map(({ subject, facts }) => ({
      updateOne: {
        filter: { flowKey, trigger: key, subjectId: subjectIdOf(subject) },
        update: { $setOnInsert: { _id: newId("turning"), is: holdsNow(trigger.becomes, definition, facts) } },
        upsert: true,
      },
    })),
  );
  if (writes.length) await TurningModel.bulkWrite(writes);
}
