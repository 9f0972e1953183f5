import Type from "typebox";
import { acrossFirms, gone, hashToken, query } from "../base/index.ts";
import { AppointmentModel } from "./model.ts";

/** The appointment a client's "change or cancel" link names, and whose firm it is. */
export function appointmentByToken(token: string) {
  return acrossFirms(async () => {
    const found = await AppointmentModel.findOne({ tokenHash: hashToken(token) }).lean();
    if (!found) throw gone("This link no longer works.");
    return found;
  });
}

/** Appointments that touch a stretch of time, for the calendar; of one person if wanted. */
export const appointmentsBetween = query({
  name: "scheduling.between",
  role: "viewer",
  input: Type.Object(
    {
      from: Type.String({ format: "date-time" }),
      to: Type.String({ format: "date-time" }),
      staffId: Type.Optional(Type.String({ maxLength: 60 })),
    },
    { additionalProperties: false },
  ),
  run: async ({ from, to, staffId }) =>
    await AppointmentModel.find({ startsAt: { $gte: new Date(from), $lt: new Date(to) }, ...(staffId ? { staffId } : {}) })
      .sort({ startsAt: 1 })
      .limit(2_000)
      .lean(),
});
