import { Schema } from "mongoose";
import Type, { type Static } from "typebox";
import { clock, conflict, firmModel, invalidField, newId, notFound, operation, query } from "../base/index.ts";
import { closed, id, instant, instantOf, line, oneLine, oneOf, text } from "../inputs/index.ts";
import { flowByKey, flowKey } from "./drafts.ts";

/** One line of what a preview showed: when, at which step, what of it (`sent`, `reminded` …), and to whom. */
const CheckLine = Type.Object(
  {
    at: instant,
    step: Type.Union([text(200), Type.Null()]),
    sort: line(40),
    what: text(300),
    more: Type.Optional(text(600)),
    who: oneOf(["mail", "text", "client", "staff", "flow", "attention"]),
    person: Type.Optional(id),
    /** What left: the message's key, or a text's words. */
    carried: Type.Optional(text(2000)),
  },
  closed,
);

/** A preview that was kept: somebody imagined, when they start, what they do, and what the flow did for them then. */
const CheckBody = Type.Object(
  {
    name: line(120),
    starts: instant,
    /** Facts of somebody imagined. Of a real person only what the flow reads is kept: no name, no address. */
    facts: Type.Unsafe<Record<string, unknown>>({ type: "object", maxProperties: 40 }),
    /** After how many days each step is answered; null never. */
    answers: Type.Unsafe<Record<string, number | null>>({
      type: "object",
      maxProperties: 400,
      additionalProperties: { anyOf: [{ type: "number", minimum: 0, maximum: 3660 }, { type: "null" }] },
    }),
    /** What becomes of appointments they booked. */
    booked: Type.Unsafe<Record<string, "comes" | "moves" | "cancels" | "misses">>({
      type: "object",
      maxProperties: 400,
      additionalProperties: { enum: ["comes", "moves", "cancels", "misses"] },
    }),
    /** Of steps that wait for whichever of several things comes first: which does. */
    happens: Type.Optional(
      Type.Unsafe<Record<string, number>>({
        type: "object",
        maxProperties: 400,
        additionalProperties: { type: "integer", minimum: 0, maximum: 100 },
      }),
    ),
    /** After how many days staff do what they are asked; null never. */
    staff: Type.Optional(Type.Union([Type.Number({ minimum: 0, maximum: 3660 }), Type.Null()])),
    /** Dates that are changed on the way: which, when, and to what; null where it is called off. */
    moves: Type.Optional(
      Type.Array(Type.Object({ path: text(200), on: instant, to: Type.Union([text(40), Type.Null()]) }, closed), { maxItems: 40 }),
    ),
    agenda: Type.Array(CheckLine, { maxItems: 1500 }),
  },
  closed,
);
export type CheckLine = Static<typeof CheckLine>;
export type FlowCheckBody = Static<typeof CheckBody>;

/** As the API gives it. */
export interface FlowCheck extends FlowCheckBody {
  id: string;
  savedAt: Date;
  savedBy: { id: string; name: string };
}

interface CheckRecord {
  flowKey: string;
  name: string;
  /** All but the name, as text: its keys are no field names. */
  body: string;
  savedAt: Date;
  savedBy: { id: string; name: string };
}

const FlowCheckModel = firmModel<CheckRecord>(
  "FlowCheck",
  {
    flowKey: { type: String, required: true },
    name: { type: String, required: true },
    body: { type: String, required: true },
    savedAt: { type: Date, required: true },
    savedBy: { type: Schema.Types.Mixed, required: true },
  },
  { indexes: [{ fields: { flowKey: 1, name: 1 }, unique: true }] },
);

const mostChecks = 30;
const mostCharacters = 400_000;

/** Keeps a preview as a check of its flow, for everybody who builds it; one of the same name is replaced. */
export const keepCheck = operation({
  name: "flows.keepCheck",
  role: "builder",
  input: Type.Object({ key: flowKey, check: CheckBody }, closed),
  run: async ({ key, check: { name: given, ...check } }, { actor }) => {
    await flowByKey(key);
    const name = oneLine("/check/name", "The check's name", given);
    instantOf("/check/starts", "The start", check.starts);
    for (const [index, { on }] of (check.moves ?? []).entries()) instantOf(`/check/moves/${index}/on`, "The day of a change", on);
    const body = JSON.stringify(check);
    if (body.length > mostCharacters) throw invalidField("/check/agenda", "This preview is too long to be kept as a check.");
    const saved = { body, savedAt: clock.now(), savedBy: { id: actor.id, name: actor.name } };
    const known = await FlowCheckModel.findOne({ flowKey: key, name }, { _id: 1 }).lean();
    if (known) {
      await FlowCheckModel.updateOne({ _id: known._id }, { $set: saved });
      return { id: known._id, replaced: true };
    }
    if ((await FlowCheckModel.countDocuments({ flowKey: key })) >= mostChecks)
      throw conflict("too-many-checks", `A flow has at most ${mostChecks} checks. Remove one that says the same as another.`);
    const fresh = newId("check");
    await FlowCheckModel.create([{ _id: fresh, flowKey: key, name, ...saved }]);
    return { id: fresh, replaced: false };
  },
});

export const removeCheck = operation({
  name: "flows.removeCheck",
  role: "builder",
  input: Type.Object({ key: flowKey, id }, closed),
  run: async ({ key, id: checkId }) => {
    const { deletedCount } = await FlowCheckModel.deleteOne({ _id: checkId, flowKey: key });
    if (!deletedCount) throw notFound("The check");
    return { id: checkId };
  },
});

/** The checks of a flow, by name. */
export const listChecks = query({
  name: "flows.checks",
  role: "viewer",
  input: Type.Object({ key: flowKey }, closed),
  run: async ({ key }): Promise<FlowCheck[]> => {
    await flowByKey(key);
    const rows = await FlowCheckModel.find({ flowKey: key }).sort({ name: 1 }).lean();
    return rows.map(({ _id, name, body, savedAt, savedBy }) => ({
      id: _id,
      name,
      ...(JSON.parse(body) as Omit<FlowCheckBody, "name">),
      savedAt,
      savedBy,
    }));
  },
});
