import Type from "typebox";
import { acrossFirms, clock, linkToken, operation, publicUrl, type Scope, systemScope, withScope } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { type FirmRecord, firmInScope } from "../firms/index.ts";
import { holdInForce } from "../holds/index.ts";
import { deliverMail } from "../messages/index.ts";
import { StaffModel } from "../staff/index.ts";
import { invitationOf } from "./invitation.ts";
import { AppointmentModel, type AppointmentRecord, AppointmentTypeModel, type Notice } from "./model.ts";
import { next } from "./notices.ts";
import { howWords, noticeVariant, whenWords } from "./noticeWords.ts";

type Found = AppointmentRecord & { _id: string; firmId: string };

/**
 * Sends what is due now about appointments: confirmations, changes, reminders. Any number of workers may call it; each notice leaves once.
 * One that fails keeps no other waiting; what failed is thrown at the end.
 */
export async function sendDueNotices(): Promise<number> {
  const due = await acrossFirms(() =>
    AppointmentModel.find({ nextNoticeAt: { $lte: clock.now() } }, { _id: 1, firmId: 1 })
      .sort({ nextNoticeAt: 1 })
      .lean(),
  );
  let sent = 0;
  const failures: unknown[] = [];
  for (const { _id, firmId } of due as Pick<Found, "_id" | "firmId">[]) {
    try {
      sent += await sendNoticesOf(systemScope(firmId, "Appointments"), _id);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length) throw new AggregateError(failures, `The notices of ${failures.length} appointments could not be sent.`);
  return sent;
}

async function sendNoticesOf(scope: Scope, appointmentId: string): Promise<number> {
  const appointment = (await withScope(scope, () => AppointmentModel.findOne({ _id: appointmentId }).lean())) as Found | null;
  if (!appointment) return 0;
  let sent = 0;
  const due = appointment.notices.filter((one) => one.state === "pending" && one.dueAt <= clock.now());
  for (const notice of due) {
    const reason = forNothing(appointment, notice, due);
    const became = reason ? { state: "skipped" as const, reason } : await send(scope, appointment, notice);
    if (!became) continue;
    await settleNotice(scope, {
      appointmentId,
      kind: notice.kind,
      sequence: notice.sequence,
      before: notice.before ?? "",
      ...became,
    });
    sent += 1;
  }
  return sent;
}

/** Rule 7: why it need not leave any more, when a hold or an outage kept it back; undefined when it should. */
function forNothing({ startsAt }: Found, { kind, dueAt }: Notice, due: Notice[]): string | undefined {
  if (startsAt <= clock.now() && (kind === "reminder" || dueAt < startsAt)) return "The appointment had already begun.";
  const newer = kind === "reminder" && due.some((one) => one.kind === "reminder" && one.dueAt > dueAt);
  return newer ? "A later reminder was due as well." : undefined;
}

/** What became of it; null to try again later (the mail server is away, or all messages are held). */
async function send(scope: Scope, appointment: Found, notice: Notice): Promise<{ state: Notice["state"]; reason?: string } | null> {
  const { contactId, matterId } = appointment;
  const parts = await withScope(scope, async () => {
    const hold = await holdInForce({ contactIds: [contactId], ...(matterId ? { matterId } : {}) });
    const firm = await firmInScope();
    const staff = await StaffModel.findOne({ _id: appointment.staffId }, { name: 1 }).lean();
    const type = await AppointmentTypeModel.findOne({ key: appointment.typeKey }, { name: 1 }).lean();
    return { hold, firm, staffName: staff?.name ?? "", name: type?.name ?? "Appointment" };
  });
  if (parts.hold) return null;
  const facts = await readFacts(scope, matterId ? { kind: "matter", matterId, contactId } : { kind: "contact", contactId });
  const client = (await readFacts(scope, { kind: "contact", contactId })).contact;
  if (!client?.email) return { state: "failed", reason: "There is no email address to send this to." };
  const delivered = await deliverMail(scope, {
    key: { own: `${appointment._id}:${notice.kind}:${notice.sequence}:${notice.before ?? ""}` },
    template: { name: `Appointment ${notice.kind}`, variant: noticeVariant(notice.kind, client.language) },
    purpose: "transactional",
    recipient: client,
    ...(matterId ? { matterId } : {}),
    facts: { ...facts, contact: client, appointment: words(appointment, parts, client.language) },
    links: { manage: manageUrl(appointment._id) },
    ...(notice.kind === "reminder" ? {} : { calendar: invitation(appointment, parts, client) }),
  });
  switch (delivered.status) {
    case "sent":
      return { state: "sent" };
    case "skipped":
      return { state: "skipped", reason: delivered.reason };
    case "failed":
      return delivered.kind === "temporary" ? null : { state: "failed", reason: delivered.reason };
    case "uncertain":
      return delivered.again ? null : { state: "sent" };
    default:
      return delivered satisfies never;
  }
}

export const manageUrl = (appointmentId: string): string => `${publicUrl()}/p/appointment/${linkToken("appointment", appointmentId)}`;

function words(appointment: Found, { name }: { name: string }, language: string | undefined) {
  const { startsAt, zone, mode } = appointment;
  return { name, when: whenWords(startsAt, zone, language), how: howWords(mode, language) };
}

function invitation(
  appointment: Found,
  about: { firm: FirmRecord; staffName: string; name: string },
  client: { email?: string; name?: unknown },
) {
  return invitationOf(appointment, {
    firm: about.firm,
    staffName: about.staffName,
    summary: `${about.name}, ${about.firm.name}`,
    manageUrl: manageUrl(appointment._id),
    ...(client.email ? { attendee: { name: typeof client.name === "string" ? client.name : client.email, email: client.email } } : {}),
  });
}

/** The appointment as a file for a calendar. Within a scope. */
export async function calendarFile(appointment: Found): Promise<string> {
  const firm = await firmInScope();
  const staff = await StaffModel.findOne({ _id: appointment.staffId }, { name: 1 }).lean();
  const type = await AppointmentTypeModel.findOne({ key: appointment.typeKey }, { name: 1 }).lean();
  return invitation(appointment, { firm, staffName: staff?.name ?? "", name: type?.name ?? "Appointment" }, {}).content;
}

const text = Type.String({ maxLength: 1_000 });
const settleNotice = operation({
  name: "scheduling.settleNotice",
  role: "staff",
  input: Type.Object({
    appointmentId: text,
    kind: text,
    sequence: Type.Integer(),
    before: text,
    state: Type.Enum(["pending", "sent", "skipped", "failed"]),
    reason: Type.Optional(text),
  }),
  run: async ({ appointmentId, kind, sequence, before, state, reason }) => {
    const appointment = await AppointmentModel.findOne({ _id: appointmentId }).lean();
    if (!appointment) return;
    const settled = appointment.notices.map((one) =>
      one.kind === kind && one.sequence === sequence && (one.before ?? "") === before
        ? { ...one, state, ...(reason ? { reason } : {}) }
        : one,
    );
    const { notices, nextNoticeAt } = next(settled);
    await AppointmentModel.updateOne(
      { _id: appointmentId },
      nextNoticeAt ? { $set: { notices, nextNoticeAt } } : { $set: { notices }, $unset: { nextNoticeAt: 1 } },
    );
  },
});
