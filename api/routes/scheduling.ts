import Type from "typebox";
import {
  AppointmentTypeChange,
  appointmentsBetween,
  Booking,
  book,
  cancelAppointment,
  changeAppointmentType,
  createAppointmentType,
  listAppointmentTypes,
  NewAppointmentType,
  openSlots,
  reschedule,
} from "../../domain/scheduling/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 60 });
const instant = Type.String({ format: "date-time" });
const keyParams = Type.Object({ key: id }, closed);
const appointmentParams = Type.Object({ appointmentId: id }, closed);
const tag = "scheduling";
const answer = Type.Unknown();

export const routes: Route[] = [
  route({ method: "get", path: "/appointment-types", summary: "What can be booked", tag, role: "viewer", answer }, async (scope) => ({
    types: await listAppointmentTypes(scope, {}),
  })),
  route(
    {
      method: "post",
      path: "/appointment-types",
      summary: "Add something that can be booked",
      tag,
      role: "builder",
      body: NewAppointmentType,
      status: 201,
      answer,
    },
    (scope, { body }) => createAppointmentType(scope, body),
  ),
  route(
    {
      method: "patch",
      path: "/appointment-types/{key}",
      summary: "Change something that can be booked",
      tag,
      role: "builder",
      params: keyParams,
      body: AppointmentTypeChange,
      answer,
    },
    (scope, { params, body }) => changeAppointmentType(scope, { key: params.key, change: body }),
  ),
  route(
    {
      method: "get",
      path: "/appointment-types/{key}/slots",
      summary: "Open slots",
      tag,
      role: "viewer",
      params: keyParams,
      query: Type.Object({ ignoring: Type.Optional(id) }, closed),
      answer,
    },
    async (scope, { params, query }) => ({ slots: await openSlots(scope, { typeKey: params.key, ...query }) }),
  ),
  route(
    {
      method: "get",
      path: "/appointments",
      summary: "Appointments of a stretch of time",
      tag,
      role: "viewer",
      query: Type.Object({ from: instant, to: instant, staffId: Type.Optional(id) }, closed),
      answer,
    },
    async (scope, { query }) => ({ appointments: await appointmentsBetween(scope, query) }),
  ),
  route(
    {
      method: "post",
      path: "/appointments",
      summary: "Book an open slot for somebody",
      tag,
      role: "staff",
      body: Booking,
      status: 201,
      answer,
    },
    (scope, { body }) => book(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/appointments/{appointmentId}/move",
      summary: "Move an appointment to another open slot",
      tag,
      role: "staff",
      params: appointmentParams,
      body: Type.Object({ startsAt: instant }, closed),
      answer,
    },
    (scope, { params, body }) => reschedule(scope, { ...params, ...body }),
  ),
  route(
    {
      method: "post",
      path: "/appointments/{appointmentId}/cancel",
      summary: "Cancel an appointment",
      tag,
      role: "staff",
      params: appointmentParams,
      body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 400 })) }, closed),
      answer,
    },
    (scope, { params, body }) => cancelAppointment(scope, { ...params, ...body }),
  ),
];
