import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { FirmRecord } from "../firms/index.ts";
import type { AppointmentRecord } from "./model.ts";

/**
 * The invitation calendars understand (RFC 5545, method by RFC 5546): the same UID for the life of the appointment and a higher SEQUENCE
 * with each change, so that a calendar moves or removes the entry it has.
 */
export function invitationOf(
  appointment: AppointmentRecord & { _id: string },
  about: { firm: FirmRecord; summary: string; staffName: string; attendee?: { name: string; email: string }; manageUrl?: string },
): { method: "REQUEST" | "CANCEL"; content: string } {
  const cancelled = appointment.state === "cancelled";
  const calendar = ical({
    prodId: { company: "Firmflow", product: "Firmflow" },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: `${appointment._id}@${about.firm.sender.email.split("@")[1] ?? "firmflow.invalid"}`,
    sequence: appointment.sequence,
    start: appointment.startsAt,
    end: appointment.endsAt,
    summary: about.summary,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: about.firm.sender.name, email: about.firm.sender.email },
    ...(appointment.mode.place ? { location: appointment.mode.place } : {}),
    ...(about.manageUrl ? { description: `With ${about.staffName}. Change or cancel: ${about.manageUrl}`, url: about.manageUrl } : {}),
    ...(about.attendee ? { attendees: [{ ...about.attendee, rsvp: false }] } : {}),
  });
  return { method: cancelled ? "CANCEL" : "REQUEST", content: calendar.toString() };
}
