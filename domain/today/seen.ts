import Type from "typebox";
import { clock, newId, notFound, operation } from "../base/index.ts";
import { EventModel } from "../events/index.ts";
import { ReceivedTextModel } from "../texts/index.ts";
import { SeenModel } from "./model.ts";

/** An answer was read: it leaves Today for everybody. `undo` brings it back. */
export const markSeen = operation({
  name: "today.markSeen",
  role: "staff",
  input: Type.Object({ eventId: Type.String({ maxLength: 60 }), undo: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  run: async ({ eventId, undo }, scope) => {
    if (!(await EventModel.exists({ _id: eventId })) && !(await ReceivedTextModel.exists({ _id: eventId }))) throw notFound("This answer");
    if (undo) await SeenModel.deleteOne({ eventId });
    else if (!(await SeenModel.exists({ eventId })))
      await SeenModel.create([{ _id: newId("link"), eventId, by: scope.actor.id, at: clock.now() }]);
  },
});
