import Type from "typebox";
import { changeFound, clock, invalidField, newId, notFound, operation, query } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { FlowModel } from "../flows/model.ts";
import { closed, endToCome, id, oneOf } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";
import { HoldModel, type HoldTarget, holdTargets } from "./model.ts";

const Target = oneOf(holdTargets);

/** Holds all messages (or marketing alone) to a person, about a matter, of a flow or of the whole firm, from this moment (rule 11). */
export const hold = operation({
  name: "holds.hold",
  role: "staff",
  input: Type.Object(
    {
      target: Target,
      targetId: Type.Optional(id),
      only: Type.Optional(Type.Literal("marketing")),
      reason: Type.String({ minLength: 1, maxLength: 500 }),
      until: Type.Optional(Type.String({ maxLength: 40 })),
    },
    closed,
  ),
  run: async ({ target, targetId, only, reason, until }, scope) => {
    const on = target === "firm" ? scope.firmId : targetId;
    if (!on) throw invalidField("/targetId", `Say which ${target} is to be held.`);
    await refuseUnknown(target, on);
    const end = until === undefined ? undefined : endToCome("/until", until);
    const holdId = newId("hold");
    const by = { id: scope.actor.id, name: scope.actor.name };
    await HoldModel.create([
      {
        _id: holdId,
        target,
        targetId: on,
        ...(only ? { only } : {}),
        reason,
        since: clock.now(),
        ...(end ? { until: end } : {}),
        by,
        told: "no",
      },
    ]);
    return { id: holdId };
  },
});

async function refuseUnknown(target: HoldTarget, targetId: string): Promise<void> {
  const found =
    target === "contact"
      ? await ContactModel.exists({ _id: targetId })
      : target === "matter"
        ? await MatterModel.exists({ _id: targetId })
        : target === "flow"
          ? await FlowModel.exists({ key: targetId })
          : true;
  if (!found) throw notFound(`This ${target}`);
}

/** Lifts a hold. The runs it held are told afterwards, in pages. */
export const release = operation({
  name: "holds.release",
  role: "staff",
  input: Type.Object({ holdId: id }, closed),
  run: async ({ holdId }, { actor }) => {
    const lifted = await changeFound(
      HoldModel,
      { _id: holdId, liftedAt: null },
      { $set: { liftedAt: clock.now(), liftedBy: { id: actor.id, name: actor.name }, told: "telling" } },
    );
    if (!lifted) throw notFound("A hold in force with this id");
    return { id: holdId };
  },
});

/** Holds in force, of one target or all. */
export const listHolds = query({
  name: "holds.list",
  role: "viewer",
  input: Type.Object({ target: Type.Optional(Target), targetId: Type.Optional(id) }, closed),
  run: async ({ target, targetId }) => {
    const now = clock.now();
    const unlifted = { ...(targetId ? { targetId } : {}), liftedAt: null, ...(target ? { target } : {}) };
    const rows = (await HoldModel.find(unlifted).sort({ since: -1 }).limit(1000).lean()).filter((one) => !one.until || one.until > now);
    return rows.slice(0, 500).map(({ _id, target, targetId, only, reason, since, until, by }) => ({
      id: _id,
      target,
      targetId,
      ...(only ? { only } : {}),
      reason,
      since,
      until,
      by,
    }));
  },
});
