import { AppointmentModel } from "./model.ts";
import { next, noticesAfter } from "./notices.ts";

/**
 * An appointment's state follows its occasion's, so that a cancelled one frees its time whichever way it was cancelled; its reminders stop
 * and the client is told of a cancellation.
 */
export async function appointmentFollows(appointmentId: string, state: "held" | "missed" | "cancelled"): Promise<void> {
  const appointment = await AppointmentModel.findOne({ _id: appointmentId }).lean();
  if (!appointment || appointment.state === state) return;
  const sequence = appointment.sequence + 1;
  const told =
    state === "cancelled" && appointment.state === "planned"
      ? noticesAfter("cancelled", { ...appointment, sequence }, [])
      : next(appointment.notices.filter((one) => one.state !== "pending"));
  await AppointmentModel.updateOne(
    { _id: appointmentId },
    { $set: { state, sequence, ...told }, ...(told.nextNoticeAt ? {} : { $unset: { nextNoticeAt: 1 } }) },
  );
}
