import type { Scope } from "../../domain/base/index.ts";
import { ContactModel, recordReply } from "../../domain/contacts/index.ts";
import { MatterModel } from "../../domain/matters/index.ts";
import { closeOccasion, planOccasion } from "../../domain/occasions/index.ts";
import { createTask } from "../../domain/tasks/index.ts";
import { itIs, minutesAgo, nextWorkday, onTheHalfHour } from "./days.ts";
import { actingAs, type StaffIds } from "./firm.ts";

const court = "Albany City Court, 1 Morton Avenue, Albany, NY 12202";

interface Meeting {
  who: string;
  kind: "appointment" | "hearing" | "signing";
  type?: string;
  title: string;
  at: Date;
  minutes: number;
  /** Where it is not at the office. */
  place?: string;
  staff: keyof StaffIds;
  ended?: "held" | "missed";
}
const meetings: Meeting[] = [
  ...(["held", "missed"] as const).map((ended, index) => ({
    ...{ who: ["Lena Fischer", "Ines Moreau"][index] ?? "", kind: "appointment" as const, type: "ep-consultation", title: "First talk" },
    ...{ at: onTheHalfHour(index - 2), minutes: 30, staff: "elena" as const, ended },
  })),
  {
    ...{ who: "Rachel Stone", kind: "appointment", type: "ep-consultation", title: "First talk" },
    ...{ at: onTheHalfHour(1), minutes: 30, staff: "elena" },
  },
  {
    ...{ who: "Patricia Nolan", kind: "appointment", type: "ep-design", title: "Design meeting" },
    ...{ at: onTheHalfHour(2), minutes: 60, staff: "elena" },
  },
  {
    ...{ who: "Darnell Cole", kind: "hearing", title: "Hearing, Darnell Cole", staff: "marcus" },
    ...{ at: nextWorkday(1, "09:30"), minutes: 60, place: court },
  },
  {
    ...{ who: "Paul Wozniak", kind: "signing", title: "Signing, Paul Wozniak", staff: "elena" },
    ...{ at: nextWorkday(1, "14:00"), minutes: 60 },
  },
  {
    ...{ who: "Omar Haddad", kind: "appointment", type: "ep-design", title: "Design meeting", staff: "elena" },
    ...{ at: nextWorkday(2, "11:00"), minutes: 60 },
  },
  {
    ...{ who: "Miriam Stein", kind: "appointment", type: "ep-consultation", title: "First talk", staff: "thomas" },
    ...{ at: nextWorkday(3, "15:30"), minutes: 30 },
  },
  {
    ...{ who: "Helen Brandt", kind: "appointment", type: "ep-consultation", title: "First talk", staff: "elena" },
    ...{ at: nextWorkday(4, "10:00"), minutes: 30 },
  },
];

/** What is to be done for whom: title, notes, on which working day from now (0: within the hour), by whom. */
const toDo: [who: string, title: string, notes: string, days: number, staff: keyof StaffIds][] = [
  ["Maya Lindgren", "Call about the asset form", "No answer in 21 days. Tried once, no one home.", 0, "elena"],
  ["Joan Halloran", "Call: shall we go on?", "Wanted to talk with her brother first.", 1, "dana"],
  ["Ruth Abrams", "Drafts: will and proxies", "", 3, "elena"],
  ["Arthur Bloom", "Drafts: change of trustee", "", 2, "marcus"],
  ["Alice Novak", "Papers for the signing", "Two witnesses.", 4, "elena"],
  ["Samuel Ortiz", "Call after the holidays", "", 9, "dana"],
  ["Anita Rao", "Conflict check", "", 1, "priya"],
  ["Ivy Lambert", "Send the list for the signing", "", 5, "dana"],
  ["Victor Osei", "Send the price list", "", 3, "dana"],
  ["Ben Carver", "Drafts: living trust", "", 6, "marcus"],
  ["Frank Delaney", "Call: missed the first talk", "", 2, "priya"],
];

/** What keeps the office busy this week: appointments around the present, calls and tasks, a reply. History and plans; nothing is sent for them. */
export async function seedWeek(scope: Scope, staff: StaffIds): Promise<void> {
  for (const meeting of meetings) await meet(actingAs(scope, staff, meeting.staff), staff, meeting);
  for (const [who, title, notes, days, by] of toDo) {
    const subject = await subjectOf(who);
    itIs(minutesAgo(24 * 60));
    const due = (days === 0 ? onTheHalfHour(1) : nextWorkday(days, "12:00")).toISOString();
    await createTask(scope, { title, ...(notes ? { notes } : {}), ...subject, assignee: staff[by], due });
  }
  const patricia = await subjectOf("Patricia Nolan");
  itIs(minutesAgo(70));
  await recordReply(scope, {
    contactId: patricia.contactId,
    message: "May my sister come along to the meeting? She would be the trustee.",
  });
}

async function meet(scope: Scope, staff: StaffIds, meeting: Meeting): Promise<void> {
  const { contactId, matterId } = await subjectOf(meeting.who);
  itIs(minutesAgo(4 * 24 * 60));
  const { id } = await planOccasion(scope, {
    kind: meeting.kind,
    ...(meeting.type ? { type: meeting.type } : {}),
    title: meeting.title,
    at: meeting.at.toISOString(),
    endsAt: new Date(meeting.at.getTime() + meeting.minutes * 60_000).toISOString(),
    ...(meeting.place ? { place: meeting.place } : {}),
    matterId,
    attend: [contactId, staff[meeting.staff]],
  });
  if (!meeting.ended) return;
  itIs(new Date(meeting.at.getTime() + meeting.minutes * 60_000));
  await closeOccasion(scope, { occasionId: id, state: meeting.ended });
}

/** One of the forty leads by name. */
async function subjectOf(name: string): Promise<{ contactId: string; matterId: string }> {
  const [firstName, lastName] = name.split(" ");
  const contact = await ContactModel.findOne({ firstName, lastName }).lean();
  const matter = contact && (await MatterModel.findOne({ mainContactId: contact._id }).lean());
  if (!contact || !matter) throw new Error(`The demonstration has no matter of ${name}.`);
  return { contactId: contact._id, matterId: matter._id };
}
