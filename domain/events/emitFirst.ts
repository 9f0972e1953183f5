import { clock, currentScope, newId } from "../base/index.ts";
import { current } from "../base/scope.ts";
import { type NewEvent, streamOf } from "./emit.ts";
import { EventModel, StreamModel } from "./model.ts";

/**
 * The first event of many subjects that were made in this very transaction by an import that starts nothing: nobody can be listening yet,
 * so they count as delivered. One write instead of thousands.
 */
export async function emitFirst(events: NewEvent[]): Promise<void> {
  const scope = currentScope();
  if (!current()?.inTransaction || !scope.startsNothing)
    throw new Error("First events are written within an operation that starts nothing.");
  if (!events.length) return;
  const { actor } = scope;
  const at = clock.now();
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  await StreamModel.insertMany(
    events.map((one) => ({ _id: `${scope.firmId}|${streamOf(one)}`, firmId: scope.firmId, stream: streamOf(one), seq: 1 })),
  );
  await EventModel.insertMany(
    events.map(({ data = {}, ...one }) => ({
      ...one,
      ...{ _id: newId("event"), stream: streamOf(one), seq: 1, at, data, causes: scope.causes ?? [], startsNothing: true, by },
      ...{ state: "delivered" as const, deliveredAt: at },
    })),
  );
}
