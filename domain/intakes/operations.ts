import Type from "typebox";
import {
  clock,
  conflict,
  currentScope,
  emptyInput,
  invalidField,
  newId,
  notFound,
  operation,
  query,
  type Scope,
  type Stored,
} from "../base/index.ts";
import { createContact, findLikelyContacts, NewContact } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { SubmissionModel } from "../forms/index.ts";
import { closed, id, key, optionalId } from "../inputs/index.ts";
import { createMatter, matterById, NewMatter } from "../matters/index.ts";
import { addNote } from "../notes/index.ts";
import { IntakeModel, type IntakeRecord } from "./model.ts";

export const NewIntake = Type.Object(
  {
    form: key,
    submissionId: optionalId,
    contact: NewContact,
    matter: Type.Omit(NewMatter, ["mainContactId", "people"], closed),
    role: Type.Optional(key),
    people: Type.Optional(Type.Array(Type.Object({ role: key, contact: NewContact }, closed), { maxItems: 10 })),
    /** Further data of the event `form.submitted`, beside `form`. */
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  closed,
);

/**
 * Takes in who wrote by a form of the web site. Unknown: a contact and a matter are made and `form.submitted` is told. Perhaps known: nothing
 * is written but the question to staff, "existing matter or new?" (`state: "open"`), answered by `createFromIntake` or `attachToExisting`.
 */
export const receiveIntake = operation({
  name: "intakes.receive",
  role: "staff",
  public: true,
  input: NewIntake,
  run: async (input, scope) => {
    const { email, phone, firstName, lastName } = input.contact;
    const known = await findLikelyContacts(scope, {
      ...(email ? { email } : {}),
      ...(phone ? { phone } : {}),
      ...(firstName && lastName ? { firstName, lastName } : {}),
    });
    const likely = known.filter((one) => one.same.includes("email") || one.same.includes("phone"));
    const intakeId = newId("intake");
    const intake: IntakeRecord = {
      form: input.form,
      ...(input.submissionId ? { submissionId: input.submissionId } : {}),
      receivedAt: clock.now(),
      contact: input.contact,
      matter: input.matter,
      ...(input.role ? { role: input.role } : {}),
      ...(input.people?.length ? { people: input.people } : {}),
      data: input.data ?? {},
      likely,
      state: "open",
    };
    await IntakeModel.create([{ _id: intakeId, ...intake }]);
    if (likely.length) return { intakeId, state: "open" as const };
    const made = await make(scope, { ...intake, _id: intakeId });
    return { intakeId, state: "created" as const, ...made };
  },
});

/** They are somebody new after all: a contact and a matter of their own. */
export const createFromIntake = operation({
  name: "intakes.createFrom",
  role: "staff",
  input: Type.Object({ intakeId: id }, closed),
  run: async ({ intakeId }, scope) => make(scope, await openIntake(intakeId)),
});

/** They are a contact the firm has: about one of their matters, or a new one. What is known about them is not overwritten. */
export const attachToExisting = operation({
  name: "intakes.attach",
  role: "staff",
  input: Type.Object({ intakeId: id, contactId: id, matterId: optionalId }, closed),
  run: async ({ intakeId, contactId, matterId }, scope) => {
    const intake = await openIntake(intakeId);
    if (matterId && !(await matterById(matterId)).people.some((one) => one.contactId === contactId))
      throw invalidField("/matterId", "This contact is not one of the matter's people. Choose one of their matters, or a new one.");
    const to = matterId ?? (await openMatter(scope, intake, contactId)).id;
    const differing = differences(intake);
    await addNote(scope, { matterId: to, contactId, text: `Wrote by the form "${intake.form}" of the web site.${differing}` });
    return await decide(intake, { decision: "attached", contactId, matterId: to });
  },
});

/** The matter of whoever wrote, with the people they named. A caller is told apart from the client they write for. */
async function openMatter(scope: Scope, intake: IntakeRecord, contactId: string): Promise<{ id: string }> {
  const others = [];
  for (const { role, contact } of intake.people ?? []) others.push({ role, contactId: (await createContact(scope, contact)).id });
  const people = [{ contactId, role: intake.role ?? "client" }, ...others];
  return await createMatter(scope, { ...newMatterOf(intake), mainContactId: contactId, people });
}

type NewMatterOf = Omit<Parameters<typeof createMatter>[1], "mainContactId">;
const newMatterOf = (intake: IntakeRecord) => intake.matter as unknown as NewMatterOf;

/** What they wrote is kept in words beside the contact, which stays as it was. */
function differences(intake: IntakeRecord): string {
  const said = ["firstName", "lastName", "email", "phone", "address"].flatMap((name) => {
    const value = intake.contact[name];
    return typeof value === "string" && value ? [value] : [];
  });
  return said.length ? ` They gave: ${said.join(", ")}.` : "";
}

async function openIntake(intakeId: string): Promise<Stored<IntakeRecord>> {
  const intake = await IntakeModel.findById(intakeId).lean();
  if (!intake) throw notFound("This intake");
  if (intake.state === "decided") throw conflict("intake-decided", `${intake.decidedBy ?? "Somebody"} has already said who this is.`);
  return intake as Stored<IntakeRecord>;
}

async function make(scope: Scope, intake: IntakeRecord & { _id: string }): Promise<{ contactId: string; matterId: string }> {
  const { id: contactId } = await createContact(scope, intake.contact);
  const { id: matterId } = await openMatter(scope, intake, contactId);
  return await decide(intake, { decision: "created", contactId, matterId });
}

async function decide(
  intake: IntakeRecord & { _id: string },
  answer: { decision: "created" | "attached"; contactId: string; matterId: string },
): Promise<{ contactId: string; matterId: string }> {
  const { contactId, matterId } = answer;
  const set = { ...answer, state: "decided", decidedBy: currentScope().actor.name, decidedAt: clock.now() };
  await IntakeModel.updateOne({ _id: intake._id }, { $set: set });
  if (intake.submissionId) await SubmissionModel.updateOne({ _id: intake.submissionId }, { $set: { contactId, matterId } });
  const submission = intake.submissionId ? { submission: intake.submissionId } : {};
  await emit({ type: "form.submitted", contactId, matterId, data: { ...intake.data, form: intake.form, ...submission } });
  return { contactId, matterId };
}

/** The questions that wait for staff, the oldest first. */
export const listOpenIntakes = query({
  name: "intakes.listOpen",
  role: "viewer",
  input: emptyInput,
  run: () => IntakeModel.find({ state: "open" }).sort({ receivedAt: 1 }).limit(100).lean(),
});
