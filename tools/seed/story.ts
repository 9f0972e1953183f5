import { quietly, type Scope } from "../../domain/base/index.ts";
import { logCall } from "../../domain/calls/index.ts";
import { createContact, recordReply } from "../../domain/contacts/index.ts";
import { createInvoice } from "../../domain/invoices/index.ts";
import { createMatter, moveStage } from "../../domain/matters/index.ts";
import { addNote } from "../../domain/notes/index.ts";
import { closeOccasion, planOccasion } from "../../domain/occasions/index.ts";
import { createTask } from "../../domain/tasks/index.ts";
import { day, itIs, minutesAgo, plainDay, weekday, workday } from "./days.ts";
import { actingAs, type StaffIds } from "./firm.ts";
import { makeOnce } from "./parts.ts";
import { seedWeek } from "./week.ts";

/** The people everything is shown with. History is written quietly; what goes on is begun in the ordinary way, by the last thing in each part. */
export async function seedStory(scope: Scope, staff: StaffIds): Promise<void> {
  await makeOnce(scope, "okafors", () => okafors(scope, staff));
  await makeOnce(scope, "luis", () => luis(scope, staff));
  await makeOnce(scope, "elm-street", () => elmStreet(scope, staff));
  await makeOnce(scope, "karen", () => karen(scope, staff));
  await makeOnce(quietly(scope), "week", (quiet) => seedWeek(quiet, staff));
  await makeOnce(quietly(scope), "new-leads", (quiet) => newLeads(quiet, staff));
  await makeOnce(quietly(scope), "invoices", (quiet) => invoices(quiet, staff));
}

async function okafors(scope: Scope, staff: StaffIds): Promise<void> {
  const quiet = quietly(actingAs(scope, staff, "dana"));
  itIs(workday(-9, "11:20"));
  const grace = await createContact(quiet, {
    firstName: "Grace",
    lastName: "Adeyemi",
    email: "grace@adeyemi.example",
    phone: "(518) 555-0141",
  });
  const home = { lastName: "Okafor", address: "27 Maple Avenue\nDelmar, NY 12054", zone: "America/New_York", source: "Referral" };
  const letters = { consent: { email: { given: true, source: "Website form", wording: "You may write to me about planning ahead." } } };
  const ngozi = await createContact(quiet, {
    ...home,
    firstName: "Ngozi",
    email: "ngozi@okafor.example",
    phone: "(518) 555-0142",
    preferredChannel: "email",
    ...letters,
  });
  const chidi = await createContact(quiet, { ...home, firstName: "Chidi", email: "chidi@okafor.example", phone: "(518) 555-0177" });
  const { id: matterId } = await createMatter(quiet, {
    caseType: "estate-planning",
    title: "The Okafors: estate plan",
    mainContactId: ngozi.id,
    people: [
      { contactId: ngozi.id, role: "client" },
      { contactId: chidi.id, role: "spouse" },
    ],
    source: "Referral",
    value: 3200,
    assignee: staff.elena,
    fields: { parties: "Chidi Okafor (husband), Ada and Emeka (children)", planFor: "couple", worry: "home", minorChildren: true },
  });
  await addNote(quiet, { matterId, text: "Grace Adeyemi sent them to us." });
  itIs(workday(-9, "11:31"));
  await logCall(quiet, {
    matterId,
    direction: "out",
    outcome: "reached",
    minutes: 9,
    note: "Two children, a house in Delmar. Chidi works nights this month.",
  });
  await moveStage(quiet, { matterId, stage: "consultation" });
  const talk = await planOccasion(quiet, {
    kind: "appointment",
    type: "ep-consultation",
    title: "First talk about your plan",
    at: workday(-5, "13:00").toISOString(),
    endsAt: workday(-5, "13:30").toISOString(),
    matterId,
    attend: [staff.elena],
  });
  itIs(workday(-5, "13:40"));
  await closeOccasion(quiet, { occasionId: talk.id, state: "held" });
  await createTask(quiet, {
    title: "Order the deed for 27 Maple Avenue",
    matterId,
    assignee: staff.dana,
    due: day(5, "17:00").toISOString(),
  });
  await addNote(quiet, { contactId: grace.id, text: "Refers families from her parish. Thank her at the end of the year." });
  itIs(minutesAgo(0));
  await moveStage(scope, { matterId, stage: "hired" });
}

async function luis(scope: Scope, staff: StaffIds): Promise<void> {
  const quiet = quietly(actingAs(scope, staff, "marcus"));
  itIs(workday(-20, "09:15"));
  const client = await createContact(quiet, {
    firstName: "Luis",
    lastName: "Peña",
    email: "luis@pena.example",
    phone: "(518) 555-0163",
    language: "es",
    zone: "America/New_York",
    source: "Phone",
  });
  const sister = await createContact(quiet, {
    firstName: "Marta",
    lastName: "Peña",
    email: "marta@pena.example",
    phone: "(518) 555-0164",
    language: "es",
    source: "Phone",
  });
  const { id: matterId } = await createMatter(quiet, {
    caseType: "criminal-defense",
    title: "Luis Peña",
    mainContactId: client.id,
    people: [
      { contactId: client.id, role: "client" },
      { contactId: sister.id, role: "caller" },
    ],
    source: "Phone",
    value: 4500,
    assignee: staff.marcus,
    fields: { inCustody: false },
  });
  itIs(workday(-20, "09:18"));
  await logCall(quiet, {
    contactId: sister.id,
    matterId,
    direction: "in",
    outcome: "reached",
    minutes: 12,
    note: "His sister called. Habla español.",
  });
  itIs(workday(-18, "15:00"));
  await moveStage(quiet, { matterId, stage: "hired" });
  await moveStage(quiet, { matterId, stage: "hearings" });
  itIs(minutesAgo(155));
  await recordReply(quiet, { contactId: client.id, message: "¿Tengo que llevar a mi hermana a la audiencia del jueves?" });
  itIs(minutesAgo(0));
  await planOccasion(scope, {
    kind: "hearing",
    title: "Hearing, Luis Peña",
    at: weekday(4, 8, "09:30").toISOString(),
    endsAt: weekday(4, 8, "10:30").toISOString(),
    place: "Albany County Court, 6 Lodge Street, Albany, NY 12207",
    matterId,
    attend: [client.id, staff.marcus],
    fields: { room: "4", mustAttend: true },
  });
}

async function elmStreet(scope: Scope, staff: StaffIds): Promise<void> {
  const quiet = quietly(actingAs(scope, staff, "thomas"));
  itIs(workday(-30, "10:05"));
  const anne = await createContact(quiet, {
    firstName: "Anne",
    lastName: "Lindqvist",
    email: "anne@lindqvist.example",
    phone: "(518) 555-0155",
    address: "14 Elm Street\nAlbany, NY 12203",
    source: "Website form",
  });
  const closing = weekday(5, 11, "10:00");
  const { id: matterId } = await createMatter(quiet, {
    caseType: "real-estate",
    title: "14 Elm Street, Lindqvist",
    mainContactId: anne.id,
    source: "Website form",
    value: 1650,
    assignee: staff.thomas,
    fields: { side: "seller", property: "14 Elm Street, Albany, NY 12203", closingDate: closing.toISOString().slice(0, 10) },
  });
  itIs(workday(-30, "10:12"));
  await logCall(quiet, { matterId, direction: "out", outcome: "reached", minutes: 7 });
  await moveStage(quiet, { matterId, stage: "hired" });
  itIs(workday(-14, "16:00"));
  await moveStage(quiet, { matterId, stage: "contract" });
  await addNote(quiet, { matterId, text: "Deed, survey and tax bill are here. The mortgage statement is still missing." });
  await createTask(quiet, {
    title: "Ask Anne Lindqvist for the mortgage statement",
    matterId,
    assignee: staff.dana,
    due: day(1, "12:00").toISOString(),
  });
  itIs(minutesAgo(0));
  await planOccasion(scope, {
    kind: "closing",
    title: "Closing, 14 Elm Street",
    at: closing.toISOString(),
    endsAt: new Date(closing.getTime() + 2 * 3_600_000).toISOString(),
    place: "Albany County Title, 112 State Street, Albany, NY 12207",
    matterId,
    attend: [anne.id, staff.thomas],
  });
}

async function karen(scope: Scope, staff: StaffIds): Promise<void> {
  const quiet = quietly(actingAs(scope, staff, "elena"));
  itIs(workday(-24, "14:40"));
  const doyle = await createContact(quiet, {
    firstName: "Karen",
    lastName: "Doyle",
    email: "karen@doyle.example",
    phone: "(518) 555-0158",
    source: "Website form",
    consent: { email: { given: true, source: "Website form", wording: "You may also write to me now and then about planning ahead." } },
  });
  const { id: matterId } = await createMatter(quiet, {
    caseType: "estate-planning",
    title: "Doyle: estate planning",
    mainContactId: doyle.id,
    source: "Website form",
    value: 2400,
    assignee: staff.elena,
    fields: { planFor: "couple", worry: "children" },
  });
  itIs(workday(-24, "14:55"));
  await logCall(quiet, { matterId, direction: "out", outcome: "reached", minutes: 8, note: "Wants to wait until after the holidays." });
  itIs(minutesAgo(0));
  await moveStage(scope, { matterId, stage: "later" });
}

async function newLeads(scope: Scope, staff: StaffIds): Promise<void> {
  itIs(minutesAgo(52));
  const keisha = await createContact(scope, { firstName: "Keisha", lastName: "Monroe", phone: "(518) 555-0171", source: "Phone" });
  const brother = await createContact(scope, { firstName: "Andre", lastName: "Monroe", source: "Phone" });
  await createMatter(scope, {
    caseType: "criminal-defense",
    title: "Andre Monroe",
    mainContactId: keisha.id,
    people: [
      { contactId: keisha.id, role: "caller" },
      { contactId: brother.id, role: "client" },
    ],
    source: "Phone",
    fields: { inCustody: true, heldAt: "Albany County Correctional Facility" },
  });
  itIs(minutesAgo(21));
  const walter = await createContact(scope, {
    firstName: "Walter",
    lastName: "Brandt",
    email: "walter@brandt.example",
    phone: "(518) 555-0172",
    source: "Google Ads",
  });
  await createMatter(scope, {
    caseType: "estate-planning",
    mainContactId: walter.id,
    source: "Google Ads",
    value: 2400,
    assignee: staff.elena,
    fields: { parties: "A will from 1994", planFor: "one" },
  });
  itIs(minutesAgo(6));
  const rosa = await createContact(scope, {
    firstName: "Rosa",
    lastName: "Delgado",
    email: "rosa@delgado.example",
    phone: "(518) 555-0173",
    source: "Website form",
  });
  await createMatter(scope, {
    caseType: "real-estate",
    mainContactId: rosa.id,
    source: "Website form",
    value: 1650,
    fields: { side: "buyer" },
  });
}

async function invoices(scope: Scope, staff: StaffIds): Promise<void> {
  itIs(workday(-60, "10:00"));
  const tomas = await createContact(scope, {
    firstName: "Tomás",
    lastName: "Vega",
    email: "tomas@vega.example",
    phone: "(518) 555-0181",
    source: "Referral",
  });
  const { id: matterId } = await createMatter(scope, {
    caseType: "real-estate",
    title: "Vega, 9 Quail Street",
    mainContactId: tomas.id,
    source: "Referral",
    value: 1850,
    assignee: staff.thomas,
    fields: { side: "buyer" },
  });
  await logCall(scope, { matterId, direction: "out", outcome: "reached", minutes: 5 });
  await moveStage(scope, { matterId, stage: "done" });
  await createInvoice(scope, {
    number: "2026-298",
    amountCents: 62_500,
    due: plainDay(-40),
    matterId,
    source: "hand",
    paid: plainDay(-43),
  });
  await createInvoice(scope, { number: "2026-311", amountCents: 185_000, due: plainDay(-22), matterId, source: "hand" });
  await createInvoice(scope, { number: "2026-324", amountCents: 90_000, due: plainDay(12), matterId, source: "hand" });
  itIs(minutesAgo(0));
  await createTask(scope, {
    title: "Call Tomás Vega about invoice 2026-311",
    notes: "$1,850, 22 days overdue. Offer two instalments.",
    matterId,
    assignee: staff.dana,
    due: day(1, "12:00").toISOString(),
  });
}
