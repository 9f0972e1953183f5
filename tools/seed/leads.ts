import { quietly, type Scope } from "../../domain/base/index.ts";
import { logCall } from "../../domain/calls/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { createMatter, moveStage } from "../../domain/matters/index.ts";
import { closeOccasion, planOccasion } from "../../domain/occasions/index.ts";
import { itIs, workday } from "./days.ts";
import { actingAs, type StaffIds } from "./firm.ts";
import { wentThroughInquiry } from "./inquiries.ts";
import { makeOnce } from "./parts.ts";

type Source = "Referral" | "Website form" | "Google Ads" | "Phone";
/** How far it came: nobody called, called, booked and held, hired, lost. */
type Became = "new" | "called" | "talked" | "hired" | "later" | "lost";
interface Lead {
  name: string;
  caseType: "estate-planning" | "criminal-defense" | "real-estate";
  source: Source;
  became: Became;
  staff: keyof StaffIds;
  /** Minutes until a person of the firm called. */
  minutes: number;
  fee: number;
}

const names =
  "Ruth Abrams, Arthur Bloom, Carla Benedetti, Frank Delaney, Nadia Farouk, Harold Finch, Grace Kim, Leo Marchetti, Ines Moreau, Patricia Nolan, Samuel Ortiz, Dev Patel, Anita Rao, Sofia Reyes, Miriam Stein, Tessa Whitcomb, June Castellano, Colin Hart, Paul Wozniak, Joan Halloran, Claire Duval, Omar Haddad, Darnell Cole, Helen Brandt, Ivy Lambert, George Petrov, Lena Fischer, Victor Osei, Maya Lindgren, Peter Doyle, Alice Novak, Hugo Silva, Rachel Stone, Ben Carver, Nina Kowalski, Simon Grey, Laura Mendez, Oscar Lund, Emma Price, Jack Turner";
const sources: Source[] = [
  "Website form",
  "Referral",
  "Google Ads",
  "Website form",
  "Phone",
  "Google Ads",
  "Referral",
  "Website form",
  "Google Ads",
  "Phone",
];
const ends: Became[] = ["hired", "hired", "called", "talked", "hired", "lost", "hired", "talked", "called", "hired", "later", "called"];
const handlers: (keyof StaffIds)[] = ["dana", "marcus", "dana", "priya", "thomas", "dana", "marcus", "elena"];
const minutes = [4, 9, 12, 3, 19, 7, 47, 11, 2, 26, 5, 14, 64];
const fees = [2400, 3200, 1800, 4100, 2700, 3600, 5200];

const leads: Lead[] = names.split(", ").map((name, index) => ({
  name,
  caseType: index % 9 === 4 || index % 9 === 7 ? "criminal-defense" : index % 9 === 2 ? "real-estate" : "estate-planning",
  source: at(sources, index),
  became: index >= 37 ? "new" : at(ends, index),
  staff: at(handlers, index),
  minutes: at(minutes, index),
  fee: at(fees, index),
}));
function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

const perPart = 10;
/**
 * Forty leads of the last five weeks, from four sources, in all stages; who asked about an estate plan and has decided went through the
 * flow for that. Nothing is sent for them.
 */
export async function seedLeads(scope: Scope, staff: StaffIds): Promise<void> {
  for (let first = 0; first < leads.length; first += perPart)
    await makeOnce(quietly(scope), `leads-${first}`, async (quiet) => {
      for (const [index, lead] of leads.slice(first, first + perPart).entries()) await seedLead(quiet, staff, lead, first + index);
    });
}

async function seedLead(quiet: Scope, staff: StaffIds, lead: Lead, index: number): Promise<void> {
  const scope = actingAs(quiet, staff, lead.staff);
  const [firstName = "", lastName = ""] = lead.name.split(" ");
  const opened = workday(-35 + Math.floor((index * 34) / leads.length), `${9 + (index % 8)}:${10 + ((index * 7) % 50)}`.padStart(5, "0"));
  const later = (more: number) => itIs(new Date(opened.getTime() + more * 60_000));
  itIs(opened);
  const contact = await createContact(scope, {
    firstName,
    lastName,
    email: emailOf(lead),
    // The city's second area code, so that no lead has the number of one of the people the story is about.
    phone: `(838) 555-01${String(20 + index).padStart(2, "0")}`,
    source: lead.source,
    ...(index % 13 === 6 ? { language: "es" } : {}),
  });
  const matter = await createMatter(scope, {
    caseType: lead.caseType,
    mainContactId: contact.id,
    source: lead.source,
    value: lead.fee,
    assignee: staff[lead.staff],
  });
  if (lead.became === "new") return;
  later(lead.minutes);
  await logCall(scope, {
    contactId: contact.id,
    matterId: matter.id,
    direction: "out",
    outcome: index % 5 === 2 ? "leftMessage" : "reached",
    minutes: 6,
  });
  if (lead.became === "called") return;
  const spoken = lead.became === "talked" || lead.became === "hired" || lead.became === "later";
  const talk = { booked: new Date(opened.getTime() + lead.minutes * 60_000), at: talkOf(opened), missed: index % 11 === 3 };
  if (spoken) {
    await firstTalk(scope, { matterId: matter.id, staffId: staff[lead.staff], ...talk });
    if (lead.caseType !== "real-estate") await moveStage(scope, { matterId: matter.id, stage: "consultation" });
  }
  const ended = new Date(opened.getTime() + 4 * 24 * 3_600_000);
  itIs(ended);
  const stage = stageFor(lead, index);
  if (!stage) return;
  await moveStage(scope, { matterId: matter.id, stage });
  if (lead.caseType !== "estate-planning") return;
  const person = { id: contact.id, firstName, name: lead.name, email: emailOf(lead) };
  const moved = lead.became === "hired" ? "hired" : stage;
  await wentThroughInquiry(quiet, { matterId: matter.id, contact: person, opened, ...(spoken ? { talk } : {}), ended, stage: moved });
}

/** Two days after they wrote. */
const talkOf = (opened: Date) => new Date(opened.getTime() + 2 * 24 * 3_600_000);

function emailOf({ name }: Lead): string {
  const [firstName, lastName] = name.toLowerCase().split(" ");
  return `${firstName}.${lastName}@${lastName}.example`;
}

function stageFor({ became, caseType }: Lead, index: number): string | null {
  if (became === "lost") return "lost";
  if (became === "later") return caseType === "estate-planning" ? "later" : "lost";
  if (became !== "hired") return null;
  if (caseType === "estate-planning") return at(["hired", "design", "signing", "funding"], index);
  return caseType === "real-estate" ? at(["contract", "hired"], index) : at(["hearings", "hired"], index);
}

async function firstTalk(
  scope: Scope,
  { matterId, staffId, at: start, missed }: { matterId: string; staffId: string; at: Date; missed: boolean },
) {
  const { id } = await planOccasion(scope, {
    kind: "appointment",
    type: "ep-consultation",
    title: "First talk",
    at: start.toISOString(),
    endsAt: new Date(start.getTime() + 30 * 60_000).toISOString(),
    place: "41 Chapel Street, Suite 300, Albany, NY 12207",
    matterId,
    attend: [staffId],
  });
  if (start.getTime() > Date.now()) return;
  itIs(new Date(start.getTime() + 40 * 60_000));
  await closeOccasion(scope, { occasionId: id, state: missed ? "missed" : "held" });
}
