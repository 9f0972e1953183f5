import { type Scope, withScope } from "../../domain/base/index.ts";
import { ContactModel, createContact } from "../../domain/contacts/index.ts";
import { makeDocument } from "../../domain/documents/index.ts";
import { readFacts } from "../../domain/facts/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { MatterModel } from "../../domain/matters/index.ts";
import { saveMessageTemplate } from "../../domain/messages/index.ts";
import { optOutToken } from "../../domain/messages/links.ts";
import { openRequest } from "../../domain/requests/index.ts";
import { enrolAndStart, RunModel } from "../../domain/runs/index.ts";
import { book, manageUrl, openSlots } from "../../domain/scheduling/index.ts";
import { askToSign } from "../../domain/signing/index.ts";
import { addStaff } from "../../domain/staff/index.ts";
import { TaskModel } from "../../domain/tasks/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { approvedLetter } from "../support/approvals.ts";
import { aFlow, done, letter, welcomeMail } from "../support/flows.ts";
import { until } from "../support/until.ts";

/** Addresses to open, each with the name of its picture. */
export type Addresses = Record<string, string>;

/** For each path with names in it (`/contacts/:contactId`), addresses in the demonstration firm that it stands for. */
export async function addressesOf(scope: Scope): Promise<Record<string, Addresses>> {
  const okafors = await matterOf(scope, "The Okafors: estate plan");
  const ngozi = okafors.mainContactId;
  // Perhaps the same person twice.
  await createContact(scope, { firstName: "N.", lastName: "Okafor", email: "ngozi@okafor.example" });
  const runs = await runsToLookAt(scope);
  const { inviteToken } = await addStaff(scope, { name: "June Park", email: "june@hartwellruiz.example", role: "staff" });
  return {
    "/contacts/:contactId": { contact: `/contacts/${ngozi}` },
    "/matters/:matterId": { matter: `/matters/${okafors._id}` },
    "/flows/:flowKey": { editor: "/flows/estate-planning-onboarding" },
    "/templates": { "saved-answers": "/templates?what=answers" },
    "/forms/:formKey": { "form-editor": "/forms/ep-family" },
    "/approvals/:approvalId": { approval: `/approvals/${runs.approval}` },
    "/runs/:runId": { run: `/runs/${runs.running}`, "run-stopped": `/runs/${runs.stopped}` },
    "/templates/messages/:key": { "message-template": "/templates/messages/ep-welcome" },
    "/templates/documents/:key": { "document-template": "/templates/documents/ep-agreement" },
    "/invitation/:token": { invitation: `/invitation/${inviteToken}`, "invitation-gone": "/invitation/nobody-was-invited-with-this" },
    "*": { "not-found": "/nothing-here" },
    "/p/unsubscribe/:token": {
      preferences: `/p/unsubscribe/${optOutToken({ firmId: scope.firmId, contactId: ngozi, topic: "all", address: "ngozi@okafor.example" })}`,
    },
    "/p/appointment/:token": { appointment: await aBooking(scope, ngozi) },
    "/p/f/:firmSlug/:formKey": { intake: "/p/f/hartwell-ruiz/intake", "intake-criminal": "/p/f/hartwell-ruiz/cd-intake" },
    "/p/book/:firmSlug/:type": { booking: "/p/book/hartwell-ruiz/ep-consultation" },
    "/p/:token": await requests(scope, okafors),
  };
}

type Matter = { _id: string; mainContactId: string };

function matterOf(scope: Scope, title: string): Promise<Matter> {
  return withScope(scope, async () => {
    const found = await MatterModel.findOne({ title }).lean();
    if (!found) throw new Error(`The demonstration has no matter “${title}”.`);
    return found;
  });
}

/** What a client is asked for, one link each. */
async function requests(scope: Scope, { _id: matterId, mainContactId: contactId }: Matter): Promise<Addresses> {
  const link = async (kind: "form" | "files" | "appointment", asked: Parameters<typeof openRequest>[1]["asked"]) =>
    pathOf((await openRequest(scope, { kind, contactId, matterId, asked })).url);
  const files = [
    { name: "Deed or owner's policy", hint: "All pages, photographed one by one" },
    { name: "Latest mortgage statement", required: false },
  ];
  const chidi = await withScope(scope, () => ContactModel.findOne({ firstName: "Chidi", lastName: "Okafor" }).lean());
  const facts = { ...(await readFacts(scope, { kind: "matter", matterId, contactId })) };
  const { documentId } = await makeDocument(scope, { template: "ep-agreement", as: "pdf", contactId, matterId, facts });
  const signing = await askToSign(scope, { documentId, contactId, matterId, signers: [contactId, chidi?._id ?? contactId] });
  return {
    "asked-form": await link("form", { form: "ep-family" }),
    "asked-files": await link("files", { files, title: "Papers about your house" }),
    "asked-appointment": await link("appointment", { type: "ep-design" }),
    "asked-signature": pathOf(signing.url),
    "link-unknown": "/p/this-link-opens-nothing",
  };
}

async function aBooking(scope: Scope, contactId: string): Promise<string> {
  const slots = await openSlots(scope, { typeKey: "ep-design" });
  const { appointmentId } = await book(scope, { typeKey: "ep-design", startsAt: slots.at(-1)?.startsAt ?? "", contactId });
  return pathOf(manageUrl(appointmentId));
}

/** A run that goes on, one that can't by itself, and a letter that waits for a lawyer. */
async function runsToLookAt(scope: Scope) {
  await saveMessageTemplate(scope, { key: "welcome", content: welcomeMail });
  const begin = async (definition: Definition, title: string) => {
    await publishDefinition(scope, { definition });
    const matterId = (await matterOf(scope, title))._id;
    const enrolled = await enrolAndStart(scope, { flowKey: definition.key, subject: { kind: "matter", matterId } });
    if (enrolled.became !== "run") throw new Error(`${definition.name} did not start: ${enrolled.became}`);
    return enrolled.runId;
  };
  const toNobody = { ...aFlow({ hello: { ...letter("done"), name: "First letter" }, done }), key: "first-letter", name: "A first letter" };
  const stopped = await begin(toNobody, "Andre Monroe");
  const approved = await begin(
    { ...approvedLetter(), key: "letter-after-talk", name: "A letter after the first talk" },
    "Doyle: estate planning",
  );
  const found = (what: string, look: () => Promise<string | undefined>) => until(what, () => withScope(scope, look));
  await found("the first letter can't be sent", async () => (await RunModel.findOne({ _id: stopped, status: "attention" }).lean())?._id);
  return {
    stopped,
    approval: await found(
      "a letter waits for approval",
      async () => (await TaskModel.findOne({ runId: approved, approvalId: { $exists: true } }).lean())?.approvalId,
    ),
    running: await found(
      "a hearing is followed",
      async () => (await RunModel.findOne({ flowKey: "criminal-defense-hearing" }).lean())?._id,
    ),
  };
}

const pathOf = (url: string): string => new URL(url).pathname;
