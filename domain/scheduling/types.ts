import Type, { type Static } from "typebox";
import { changed, conflict, invalidField, isDuplicateKey, newId, notFound, operation, query } from "../base/index.ts";
import { AppointmentTypeModel } from "./model.ts";

const closed = { additionalProperties: false } as const;
const time = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" });
const line = (max: number) => Type.String({ minLength: 1, maxLength: max, pattern: "^[^\\r\\n]*$" });
const mode = Type.Object(
  {
    kind: Type.Union([Type.Literal("office"), Type.Literal("video"), Type.Literal("phone")]),
    place: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
);

const fields = {
  name: line(120),
  intro: Type.Optional(Type.String({ maxLength: 600 })),
  minutes: Type.Integer({ minimum: 5, maximum: 480 }),
  bufferBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 240 })),
  bufferAfter: Type.Optional(Type.Integer({ minimum: 0, maximum: 240 })),
  minimumNotice: Type.Optional(Type.Integer({ minimum: 0, maximum: 43_200 })),
  horizonDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  every: Type.Optional(Type.Integer({ minimum: 5, maximum: 240 })),
  modes: Type.Array(mode, { minItems: 1, maxItems: 3 }),
  staffIds: Type.Array(line(60), { minItems: 1, maxItems: 100 }),
  hours: Type.Optional(
    Type.Record(
      Type.Enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
      Type.Array(Type.Object({ from: time, to: time }, closed), { maxItems: 6 }),
      closed,
    ),
  ),
  remind: Type.Optional(Type.Array(line(20), { maxItems: 6 })),
  open: Type.Optional(Type.Boolean()),
  caseType: Type.Optional(line(60)),
  active: Type.Optional(Type.Boolean()),
};
export const NewAppointmentType = Type.Object({ key: Type.String({ pattern: "^[a-z][a-z0-9-]{0,59}$" }), ...fields }, closed);
export const AppointmentTypeChange = Type.Partial(Type.Object(fields, closed), closed);

export const createAppointmentType = operation({
  name: "scheduling.createType",
  role: "builder",
  input: NewAppointmentType,
  run: async (input) => {
    checkHours(input.hours);
    const id = newId("appointmentType");
    try {
      await AppointmentTypeModel.create([{ _id: id, ...input }]);
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict("key-taken", `There is already an appointment type with the key "${input.key}".`);
      throw error;
    }
    return { id, key: input.key };
  },
});

export const changeAppointmentType = operation({
  name: "scheduling.changeType",
  role: "builder",
  input: Type.Object({ key: line(60), change: AppointmentTypeChange }, closed),
  run: async ({ key, change }) => {
    checkHours(change.hours);
    const type = await changed(AppointmentTypeModel, { key }, { $set: change });
    if (!type) throw notFound("This appointment type");
    return type;
  },
});

export const listAppointmentTypes = query({
  name: "scheduling.listTypes",
  role: "viewer",
  input: Type.Object({}, closed),
  run: async () => await AppointmentTypeModel.find().sort({ name: 1 }).lean(),
});

/** The type in force, or an error in words. Within an operation or query. */
export async function appointmentType(key: string) {
  const type = await AppointmentTypeModel.findOne({ key, active: true }).lean();
  if (!type) throw notFound("This kind of appointment");
  return type;
}

function checkHours(hours: Static<typeof AppointmentTypeChange>["hours"]): void {
  for (const [day, stretches] of Object.entries(hours ?? {}))
    for (const [index, { from, to }] of stretches.entries())
      if (from >= to) throw invalidField(`/hours/${day}/${index}`, "Hours must begin before they end.");
}
