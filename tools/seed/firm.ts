import { type Scope, systemScope, withScope } from "../../domain/base/index.ts";
import { changeFirm, createFirm, firmBySlug } from "../../domain/firms/index.ts";
import { listFlows, publishFlow } from "../../domain/flows/index.ts";
import { FormModel, saveForm } from "../../domain/forms/index.ts";
import { installFlow, library } from "../../domain/library/index.ts";
import { renameTopic } from "../../domain/messages/index.ts";
import { AppointmentTypeModel, changeAppointmentType } from "../../domain/scheduling/index.ts";
import { addStaff, changeStaff, linkUser, listStaff, type signInOf } from "../../domain/staff/index.ts";
import { zone } from "./days.ts";
import { demonstrationSignIn } from "./signIn.ts";

export type StaffIds = Record<"elena" | "marcus" | "dana" | "priya" | "thomas", string>;

const people = [
  {
    who: "elena",
    name: "Elena Ruiz",
    email: demonstrationSignIn.email,
    role: "owner",
    title: "Partner, wills and trusts",
    phone: "(518) 555-0100",
  },
  {
    who: "thomas",
    name: "Thomas Hartwell",
    email: "thomas@hartwellruiz.example",
    role: "owner",
    title: "Partner, real estate",
    phone: "(518) 555-0101",
  },
  {
    who: "marcus",
    name: "Marcus Bell",
    email: "marcus@hartwellruiz.example",
    role: "staff",
    title: "Attorney, criminal defense",
    phone: "(518) 555-0119",
  },
  {
    who: "dana",
    name: "Dana Whitfield",
    email: "dana@hartwellruiz.example",
    role: "staff",
    title: "Legal assistant",
    phone: "(518) 555-0102",
  },
  { who: "priya", name: "Priya Nair", email: "priya@hartwellruiz.example", role: "builder", title: "Operations", phone: "(518) 555-0103" },
] as const;

/** As one of the firm's people: what they did says so. */
export function actingAs(scope: Scope, staff: StaffIds, who: keyof StaffIds): Scope {
  const person = people.find((one) => one.who === who) ?? people[0];
  return { ...scope, actor: { kind: "staff", id: staff[who], name: person.name, role: person.role } };
}

/** The demonstration firm; the one there is when a seed goes on. */
export async function ensureFirm(): Promise<Scope> {
  const known = await firmBySlug("hartwell-ruiz").catch(() => null);
  const firm =
    known ??
    (await createFirm({ name: "Hartwell & Ruiz", state: "NY", zone, phone: "(518) 555-0100", email: "office@hartwellruiz.example" }));
  return systemScope(firm._id);
}

export async function ensureStaff(scope: Scope, signIn: ReturnType<typeof signInOf>): Promise<StaffIds> {
  const before = await listStaff(scope, {});
  const ids = {} as StaffIds;
  for (const { who, title, phone, ...person } of people) {
    const known = before.find((one) => one.email === person.email);
    const id = known?.id ?? (await addStaff(scope, { ...person, title, phone })).id;
    if (known && known.title !== title) await changeStaff(scope, { staffId: id, change: { title, phone } });
    ids[who] = id;
    if (who === "elena" && (known?.invited ?? true))
      await linkUser(
        scope.firmId,
        id,
        await signIn.createUser({ name: person.name, email: person.email, password: demonstrationSignIn.password }),
      );
  }
  return ids;
}

export async function settle(scope: Scope, staff: StaffIds): Promise<void> {
  await changeFirm(scope, {
    tagline: "Attorneys at Law",
    postalAddress: "41 Chapel Street, Suite 300\nAlbany, NY 12207",
    website: "https://hartwellruiz.example",
    sender: { name: "Hartwell & Ruiz", email: "office@hartwellruiz.example" },
    brand: { colour: "#1B4636", deep: "#123326" },
    textNumber: "(518) 555-0100",
    onCallStaffId: staff.marcus,
  });
}

const takers: Record<string, (keyof StaffIds)[]> = {
  "ep-consultation": ["elena", "thomas"],
  "ep-design": ["elena"],
  "ep-review": ["elena"],
  "cd-consultation": ["marcus"],
  "re-call": ["thomas"],
};

/** Every flow that ships, live; its appointment types with those who take them. */
export async function publishLibrary(scope: Scope, staff: StaffIds): Promise<void> {
  for (const { definition } of library().flows) await installFlow(scope, { key: definition.key });
  for (const key of ["cd-intake"]) {
    const form = library().forms.get(key);
    if (form && !(await withScope(scope, () => FormModel.exists({ key }).exec()))) await saveForm(scope, { key, form });
  }
  for (const [key, who] of Object.entries(takers)) {
    if (!(await withScope(scope, () => AppointmentTypeModel.exists({ key }).exec()))) continue;
    await changeAppointmentType(scope, { key, change: { staffIds: who.map((one) => staff[one]) } });
  }
  const ships = new Set(library().flows.map((one) => one.definition.key));
  for (const { key, state } of await listFlows(scope, {}))
    if (state === "draft" && ships.has(key)) await publishFlow(scope, { key, notes: "As it ships" });
  const letters = { topic: "planning-ahead", name: "Letters about planning ahead", nameEs: "Cartas sobre cómo planificar" };
  await renameTopic(scope, {
    ...letters,
    about: "One short letter a month, for a year",
    aboutEs: "Una carta breve al mes, durante un año",
  });
}
