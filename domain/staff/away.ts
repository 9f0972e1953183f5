import Type from "typebox";
import { clock, forbidden, invalidField, notFound, operation } from "../base/index.ts";
import { StaffModel } from "./model.ts";

const id = Type.String({ minLength: 1, maxLength: 60 });
const closed = { additionalProperties: false } as const;

export const Away = Type.Object(
  {
    /** When they are back (RFC 3339); null: they are here. */
    until: Type.Union([Type.String({ format: "date-time", maxLength: 40 }), Type.Null()]),
    standIn: Type.Optional(Type.Union([id, Type.Null()])),
  },
  closed,
);

/** Away until then, with somebody who is asked instead. One's own, and an owner's for anybody. */
export const setAway = operation({
  name: "staff.setAway",
  role: "viewer",
  input: Type.Object({ staffId: id, away: Away }, closed),
  run: async ({ staffId, away }, { actor }) => {
    const isOwner = "role" in actor && actor.role === "owner";
    const found = await StaffModel.findOne({ _id: staffId }, { active: 1 }).lean();
    if (!found) throw notFound("This member of staff");
    if (actor.id !== staffId && !isOwner) throw forbidden("Each says for themselves when they are away. An owner can say it for others.");
    if (away.until === null) {
      await StaffModel.updateOne({ _id: staffId }, { $unset: { away: 1 } });
      return;
    }
    const until = new Date(away.until);
    if (until <= clock.now()) throw invalidField("/until", "This time is over already. Choose the day they are back.");
    if (away.standIn) await refuseStandIn(staffId, away.standIn);
    await StaffModel.updateOne({ _id: staffId }, { $set: { away: { until, ...(away.standIn ? { standIn: away.standIn } : {}) } } });
  },
});

async function refuseStandIn(staffId: string, standIn: string): Promise<void> {
  if (standIn === staffId) throw invalidField("/standIn", "Nobody stands in for themselves. Choose somebody else.");
  if (!(await StaffModel.exists({ _id: standIn, active: true, role: { $ne: "viewer" } })))
    throw invalidField("/standIn", "This member of staff was not found, no longer works here, or may only look. Choose somebody else.");
}

/**
 * Who is asked now, in place of each of these: whoever is here, else their stand-in, or the stand-in's. Where that leads to nobody who is
 * here, it stays with whom it was for: nothing is asked of nobody. Within a scope.
 */
export async function inPlaceOf(staffIds: string[]): Promise<string[]> {
  const places = await placesNow();
  return [...new Set(staffIds.map((staffId) => places.get(staffId) ?? staffId))];
}

/** Whose part somebody has now: their own, and that of each they stand in for. Within a scope. */
export async function standsFor(staffId: string): Promise<string[]> {
  const others = [...(await placesNow())].filter(([, inPlace]) => inPlace === staffId).map(([id]) => id);
  return [...new Set([staffId, ...others])];
}

/** For everybody who works here, who is asked instead of them now. */
async function placesNow(): Promise<Map<string, string>> {
  const staff = await StaffModel.find({ active: true }, { away: 1 }).lean();
  const byId = new Map(staff.map((one) => [one._id, one]));
  const now = clock.now();
  const inPlace = (staffId: string): string => {
    const passed = new Set<string>();
    for (let at: string | undefined = staffId; at && !passed.has(at); ) {
      passed.add(at);
      const one = byId.get(at);
      if (one && !(one.away && one.away.until > now)) return at;
      at = one?.away?.standIn;
    }
    return staffId;
  };
  return new Map(staff.map((one) => [one._id, inPlace(one._id)]));
}
