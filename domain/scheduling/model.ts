import { Schema } from "mongoose";
import type { WeeklyHours } from "../../engine/scheduling/index.ts";
import { firmModel } from "../base/index.ts";

export interface MeetingMode {
  kind: "office" | "video" | "phone";
  /** Address, or the video room's address; for a phone call the firm calls the client. */
  place?: string;
}

/** What can be booked: "Consultation, 30 minutes". Flows name it by key. */
export interface AppointmentTypeRecord {
  key: string;
  name: string;
  /** What the client reads above the calendar. */
  intro?: string;
  minutes: number;
  bufferBefore: number;
  bufferAfter: number;
  /** Minutes. */
  minimumNotice: number;
  horizonDays: number;
  every: number;
  modes: MeetingMode[];
  /** Who may take it; the one with the least booked that day does. */
  staffIds: string[];
  /** Instead of the firm's office hours. */
  hours?: WeeklyHours;
  /** Durations before the appointment at which its reminders go out. */
  remind: string[];
  /** May be booked from the firm's website, without a request. */
  open: boolean;
  caseType?: string;
  active: boolean;
}
export const AppointmentTypeModel = firmModel<AppointmentTypeRecord>(
  "AppointmentType",
  {
    key: { type: String, required: true },
    name: { type: String, required: true },
    intro: String,
    minutes: { type: Number, required: true },
    bufferBefore: { type: Number, default: 0 },
    bufferAfter: { type: Number, default: 0 },
    minimumNotice: { type: Number, default: 120 },
    horizonDays: { type: Number, default: 30 },
    every: { type: Number, default: 30 },
    modes: { type: [{ _id: false, kind: String, place: String }], default: [] },
    staffIds: { type: [String], default: [] },
    hours: Schema.Types.Mixed,
    remind: { type: [String], default: [] },
    open: { type: Boolean, default: false },
    caseType: String,
    active: { type: Boolean, default: true },
  },
  { indexes: [{ fields: { key: 1 }, unique: true }] },
);

export interface AppointmentRecord {
  typeKey: string;
  /** Its dated thing: place, state and events live there. */
  occasionId: string;
  staffId: string;
  startsAt: Date;
  endsAt: Date;
  /** With the buffers. */
  busyFrom: Date;
  busyTo: Date;
  mode: MeetingMode;
  contactId: string;
  matterId?: string;
  requestId?: string;
  /** The zone the client saw. */
  zone: string;
  state: "planned" | "cancelled" | "held" | "missed";
  /** RFC 5545 SEQUENCE of the invitation: one more with each change. */
  sequence: number;
  /** SHA-256 of the token in the client's cancel and reschedule links. */
  tokenHash: string;
  note?: string;
  /** What the client is told about it, and when: its own outbox, written with the change. */
  notices: Notice[];
  /** When the next pending notice is due; absent when none is. */
  nextNoticeAt?: Date;
}
export interface Notice {
  kind: "confirmed" | "moved" | "cancelled" | "reminder";
  /** `sequence` of the appointment it tells of, and for reminders how long before. */
  sequence: number;
  before?: string;
  dueAt: Date;
  state: "pending" | "sent" | "skipped" | "failed";
  reason?: string;
}
export const AppointmentModel = firmModel<AppointmentRecord>(
  "Appointment",
  {
    typeKey: { type: String, required: true },
    occasionId: { type: String, required: true },
    staffId: { type: String, required: true },
    startsAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    busyFrom: { type: Date, required: true },
    busyTo: { type: Date, required: true },
    mode: { type: { _id: false, kind: String, place: String }, required: true },
    contactId: { type: String, required: true },
    matterId: String,
    requestId: String,
    zone: { type: String, required: true },
    state: { type: String, enum: ["planned", "cancelled", "held", "missed"], required: true },
    sequence: { type: Number, default: 0 },
    tokenHash: { type: String, required: true },
    note: String,
    notices: {
      type: [{ _id: false, kind: String, sequence: Number, before: String, dueAt: Date, state: String, reason: String }],
      default: [],
    },
    nextNoticeAt: Date,
  },
  {
    indexes: [
      { fields: { nextNoticeAt: 1 }, where: { nextNoticeAt: { $exists: true } }, global: true },
      { fields: { staffId: 1, busyFrom: 1, busyTo: 1 }, where: { state: "planned" } },
      { fields: { startsAt: 1 } },
      { fields: { matterId: 1, startsAt: -1 } },
      { fields: { contactId: 1, startsAt: -1 } },
      { fields: { occasionId: 1 }, unique: true },
      { fields: { requestId: 1 } },
      { fields: { tokenHash: 1 }, unique: true, global: true },
    ],
  },
);

/** One document per member of staff and day: bookings of a day write it, so that two at once can't both look before either has written. */
export interface StaffDayRecord {
  staffId: string;
  day: string;
  bookings: number;
}
export const StaffDayModel = firmModel<StaffDayRecord>(
  "StaffDay",
  { staffId: { type: String, required: true }, day: { type: String, required: true }, bookings: { type: Number, default: 0 } },
  { indexes: [{ fields: { staffId: 1, day: 1 }, unique: true }] },
);
