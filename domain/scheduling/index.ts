export { bookForRequest } from "./answerRequest.ts";
export { Booking, book, cancelAppointment, reschedule } from "./book.ts";
export { AppointmentModel, type AppointmentRecord, AppointmentTypeModel, type AppointmentTypeRecord, type MeetingMode } from "./model.ts";
export { openSlots } from "./open.ts";
export { appointmentByToken, appointmentsBetween } from "./read.ts";
export { calendarFile, manageUrl, sendDueNotices } from "./sendNotices.ts";
export {
  AppointmentTypeChange,
  appointmentType,
  changeAppointmentType,
  createAppointmentType,
  listAppointmentTypes,
  NewAppointmentType,
} from "./types.ts";
