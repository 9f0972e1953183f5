import { moveBy, parseDuration } from "../../engine/time/index.ts";
import { clock } from "../base/index.ts";
import type { AppointmentRecord, Notice } from "./model.ts";

/** The notices of an appointment after a change: earlier ones still pending are dropped, the change is told now, reminders stand before it. */
export function noticesAfter(
  change: "confirmed" | "moved" | "cancelled",
  appointment: Pick<AppointmentRecord, "startsAt" | "sequence" | "notices" | "zone">,
  remind: string[],
): { notices: Notice[]; nextNoticeAt?: Date } {
  const now = clock.now();
  const { sequence, startsAt, zone } = appointment;
  const past = appointment.notices.filter((one) => one.state !== "pending");
  const told: Notice = { kind: change, sequence, dueAt: now, state: "pending" };
  const reminders = change === "cancelled" ? [] : remind.flatMap((before) => reminderOf(before, startsAt, zone, sequence, now));
  return next([...past, told, ...reminders]);
}

/** A reminder that would have been due before the booking itself is left out: the confirmation has just said it. */
function reminderOf(before: string, startsAt: Date, zone: string, sequence: number, now: Date): Notice[] {
  const duration = parseDuration(before);
  const due = duration && moveBy(startsAt.getTime(), duration, zone, -1);
  return due && due > now.getTime() ? [{ kind: "reminder", sequence, before, dueAt: new Date(due), state: "pending" }] : [];
}

/** The notices with the moment the next one is due. */
export function next(notices: Notice[]): { notices: Notice[]; nextNoticeAt?: Date } {
  const due = notices.filter((one) => one.state === "pending").map((one) => one.dueAt.getTime());
  return { notices, ...(due.length ? { nextNoticeAt: new Date(Math.min(...due)) } : {}) };
}
