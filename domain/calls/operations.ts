import Type from "typebox";
import { clock, currentScope, invalidField, newId, operation, query } from "../base/index.ts";
import { contactById } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { closed, id, instant, instantOf, oneOf, optionalId } from "../inputs/index.ts";
import { matterById, touchMatters } from "../matters/index.ts";
import { CallModel, callOutcomes } from "./model.ts";

const outcome = oneOf(callOutcomes);
export const NewCall = Type.Object(
  {
    contactId: optionalId,
    matterId: optionalId,
    direction: Type.Union([Type.Literal("in"), Type.Literal("out")], { default: "out" }),
    outcome,
    note: Type.Optional(Type.String({ maxLength: 10_000 })),
    minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_440 })),
    /** When it was, if not just now. */
    at: Type.Optional(instant),
  },
  closed,
);

const titles = {
  reached: "Call",
  leftMessage: "Call: left a message",
  noAnswer: "Call: no answer",
  wrongNumber: "Call: wrong number",
  callBack: "Call: to be called back",
} as const;

/** A call with a client or lead. The lead counts as touched from then on. */
export const logCall = operation({
  name: "calls.log",
  role: "staff",
  input: NewCall,
  run: async (input) => {
    const matter = input.matterId ? await matterById(input.matterId) : null;
    const contactId = input.contactId ?? matter?.mainContactId;
    if (!contactId) throw invalidField("/contactId", "Say with whom the call was.");
    await contactById(contactId);
    const at = input.at ? instantOf("/at", "When", input.at) : clock.now();
    if (at.getTime() > clock.now().getTime() + 60_000) throw invalidField("/at", "A call can't be logged before it took place.");
    const { id: byId, name } = currentScope().actor;
    const callId = newId("call");
    await CallModel.create([{ ...input, _id: callId, contactId, at, by: { id: byId, name } }]);
    await touchMatters(matter ? { matterId: matter._id } : { contactId });
    await emit({
      type: "call.logged",
      contactId,
      ...(matter ? { matterId: matter._id } : {}),
      data: { title: titles[input.outcome], outcome: input.outcome, direction: input.direction, call: callId },
    });
    return { id: callId };
  },
});

export const listCalls = query({
  name: "calls.list",
  role: "viewer",
  input: Type.Object(
    { matterId: optionalId, contactId: optionalId, limit: Type.Integer({ minimum: 1, maximum: 200, default: 100 }) },
    closed,
  ),
  run: ({ matterId, contactId, limit }) =>
    CallModel.find({ ...(matterId ? { matterId } : {}), ...(contactId ? { contactId } : {}) })
      .sort({ at: -1 })
      .limit(limit)
      .lean(),
});

export const deleteCall = operation({
  name: "calls.delete",
  role: "staff",
  input: Type.Object({ callId: id }, closed),
  run: async ({ callId }) => {
    await CallModel.deleteOne({ _id: callId });
  },
});
