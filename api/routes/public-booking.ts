import Type from "typebox";
import { notFound, publicScope, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { firmBySlug, firmInScope, pageFirm } from "../../domain/firms/index.ts";
import { requestByToken } from "../../domain/requests/index.ts";
import {
  appointmentByToken,
  appointmentType,
  book,
  bookForRequest,
  calendarFile,
  cancelAppointment,
  manageUrl,
  openSlots,
  reschedule,
} from "../../domain/scheduling/index.ts";
import { staffName } from "../../domain/staff/index.ts";
import { Answer, type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const tag = "public";
const answer = Type.Unknown();
const link = Type.Object({ token: Type.String({ minLength: 20, maxLength: 100, pattern: "^[A-Za-z0-9_-]+$" }) }, closed);
const line = (max: number) => Type.String({ minLength: 1, maxLength: max });
const chosen = {
  startsAt: Type.String({ format: "date-time" }),
  mode: Type.Optional(Type.Enum(["office", "video", "phone"])),
  zone: Type.Optional(Type.String({ maxLength: 60 })),
};
const place = Type.Object({ slug: line(140), typeKey: line(60) }, closed);

/** What a booking page shows of a kind of appointment. */
const shown = ({ key, name, intro, minutes, modes, open }: Awaited<ReturnType<typeof appointmentType>>) => ({
  key,
  name,
  intro,
  minutes,
  modes,
  open,
});
const booked = (made: { appointmentId: string; startsAt: string; endsAt: string }) => ({
  startsAt: made.startsAt,
  endsAt: made.endsAt,
  manageUrl: manageUrl(made.appointmentId),
});

async function offered(token: string) {
  const opened = await requestByToken(token);
  if (opened.request.kind !== "appointment") throw notFound("This offer of an appointment");
  return { ...opened, typeKey: opened.request.asked.type ?? "" };
}

async function opened(token: string) {
  const appointment = await appointmentByToken(token);
  return { appointment, scope: publicScope(appointment.firmId, appointment.contactId) };
}

const fromWebsite: Route[] = [
  route(
    {
      method: "get",
      path: "/public/booking/{slug}/{typeKey}",
      summary: "Open slots of an appointment anybody may book",
      tag,
      role: "public",
      params: place,
      answer,
    },
    async (_scope, { params }) => {
      const firm = await firmBySlug(params.slug);
      const scope = publicScope(firm._id, "visitor");
      const type = await withScope(scope, () => appointmentType(params.typeKey));
      if (!type.open) throw notFound("This kind of appointment");
      return { firm: pageFirm(firm), type: shown(type), slots: await openSlots(scope, { typeKey: params.typeKey }) };
    },
  ),
  route(
    {
      method: "post",
      path: "/public/booking/{slug}/{typeKey}",
      summary: "Book an appointment from the firm's website",
      tag,
      role: "public",
      perMinute: 20,
      params: place,
      status: 201,
      answer,
      body: Type.Object(
        {
          ...chosen,
          person: Type.Object(
            {
              firstName: line(80),
              lastName: line(80),
              email: Type.String({ format: "email", maxLength: 200 }),
              phone: Type.Optional(Type.String({ maxLength: 40 })),
            },
            closed,
          ),
        },
        closed,
      ),
    },
    async (_scope, { params, body }) => {
      const firm = await firmBySlug(params.slug);
      const scope = publicScope(firm._id, "visitor");
      const type = await withScope(scope, () => appointmentType(params.typeKey));
      if (!type.open) throw notFound("This kind of appointment");
      const { person, ...time } = body;
      // Always somebody new, so that nothing of a known person is read or overwritten; staff are asked whether they are the same.
      const { id: contactId } = await createContact(scope, { ...person, source: "Booking page" });
      return booked(await book(scope, { typeKey: params.typeKey, contactId, ...time }));
    },
  ),
];

const fromRequest: Route[] = [
  route(
    {
      method: "get",
      path: "/public/requests/{token}/slots",
      summary: "Open slots of an appointment offered by a link",
      tag,
      role: "public",
      params: link,
      answer,
    },
    async (_scope, { params }) => {
      const { scope, typeKey, contact, firm, helper } = await offered(params.token);
      const type = await withScope(scope, () => appointmentType(typeKey));
      return {
        firm: pageFirm(firm, helper),
        type: shown(type),
        slots: await openSlots(scope, { typeKey }),
        person: { firstName: contact.firstName, zone: contact.zone },
        language: contact.language,
      };
    },
  ),
  route(
    {
      method: "post",
      path: "/public/requests/{token}/booking",
      summary: "Choose a time that a link offers",
      tag,
      role: "public",
      perMinute: 20,
      params: link,
      body: Type.Object(chosen, closed),
      status: 201,
      answer,
    },
    async (_scope, { params, body }) => {
      const { scope, request } = await offered(params.token);
      return booked(await bookForRequest(scope, { requestId: request._id, ...body }));
    },
  ),
];

const ofAppointment: Route[] = [
  route(
    {
      method: "get",
      path: "/public/appointments/{token}",
      summary: "An appointment, for whoever has its link",
      tag,
      role: "public",
      params: link,
      answer,
    },
    async (_scope, { params }) => {
      const { appointment, scope } = await opened(params.token);
      return await withScope(scope, async () => {
        const firm = await firmInScope();
        const type = await appointmentType(appointment.typeKey);
        const { startsAt, endsAt, zone, state, mode } = appointment;
        return { firm: pageFirm(firm), type: shown(type), startsAt, endsAt, zone, state, mode, with: await staffName(appointment.staffId) };
      });
    },
  ),
  route(
    {
      method: "get",
      path: "/public/appointments/{token}/slots",
      summary: "Times an appointment can be moved to",
      tag,
      role: "public",
      params: link,
      answer,
    },
    async (_scope, { params }) => {
      const { appointment, scope } = await opened(params.token);
      return { slots: await openSlots(scope, { typeKey: appointment.typeKey, ignoring: appointment._id }) };
    },
  ),
  route(
    {
      method: "post",
      path: "/public/appointments/{token}/move",
      summary: "Move an appointment",
      tag,
      role: "public",
      perMinute: 20,
      params: link,
      body: Type.Object({ startsAt: chosen.startsAt }, closed),
      answer,
    },
    async (_scope, { params, body }) => {
      const { appointment, scope } = await opened(params.token);
      return booked(await reschedule(scope, { appointmentId: appointment._id, ...body }));
    },
  ),
  route(
    {
      method: "post",
      path: "/public/appointments/{token}/cancel",
      summary: "Cancel an appointment",
      tag,
      role: "public",
      perMinute: 20,
      params: link,
      body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 400 })) }, closed),
    },
    async (_scope, { params, body }) => {
      const { appointment, scope } = await opened(params.token);
      await cancelAppointment(scope, { appointmentId: appointment._id, ...body });
    },
  ),
  route(
    {
      method: "get",
      path: "/public/appointments/{token}/calendar",
      summary: "An appointment as a calendar file (RFC 5545)",
      tag,
      role: "public",
      params: link,
    },
    async (_scope, { params }) => {
      const { appointment, scope } = await opened(params.token);
      const content = await withScope(scope, () => calendarFile(appointment));
      return new Answer((res) => void res.type("text/calendar; charset=utf-8").attachment("appointment.ics").send(content));
    },
  ),
];

/** Booking by the public: from the firm's website, from a link that offers it, and changing or cancelling what was booked. */
export const routes: Route[] = [...fromWebsite, ...fromRequest, ...ofAppointment];
