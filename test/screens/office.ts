import Type from "typebox";
import { operation, type Scope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { makeByHand, saveDocumentTemplate } from "../../domain/documents/index.ts";
import { emit } from "../../domain/events/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { installFlow } from "../../domain/library/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { planOccasion } from "../../domain/occasions/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { openRequest } from "../../domain/requests/index.ts";
import { askToSign } from "../../domain/signing/index.ts";
import { createTask } from "../../domain/tasks/index.ts";
import { askedApproval } from "../support/approvals.ts";
import { estatePlanning } from "../support/firm.ts";
import { aFlow, done } from "../support/flows.ts";
import { lived } from "../support/lived.ts";
import { manyOfEverything } from "../support/many.ts";
import type { Addresses } from "./addresses.ts";

const day = 86_400_000;
const flowKey = "estate-planning-onboarding";

/** An office with one or two of everything a dialog is opened on, and the addresses of its pages. Nothing is carried out in it. */
export async function aFilledOffice(scope: Scope): Promise<Addresses> {
  await createPipeline(scope, estatePlanning);
  await installFlow(scope, { key: flowKey });
  await manyOfEverything(scope, { count: 3 });
  const { id: contactId } = await createContact(scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" });
  // Perhaps the same person twice.
  await createContact(scope, { firstName: "N.", lastName: "Okafor", email: "ngozi@okafor.example" });
  const { id: matterId } = await createMatter(scope, { caseType: "estate-planning", mainContactId: contactId, title: "The Okafors" });
  await createTask(scope, { matterId, title: "Conflict check, both spouses", due: new Date(Date.now() + day).toISOString() });
  const signing = new Date(Date.now() + 9 * day).toISOString();
  await planOccasion(scope, { matterId, kind: "signing", title: "Signing", place: "41 Chapel Street", at: signing });
  await openRequest(scope, { kind: "form", contactId, matterId, asked: { form: "ep-family" } });
  await papers(scope, { contactId, matterId });
  await reply(scope, { contactId, matterId });
  const { runId, approvalId } = await askedApproval({ scope }, { id: matterId, contactId });
  await somebodyStuck(scope);
  return {
    ...{ today: "/?show=everyone", contacts: "/contacts", matters: "/matters", tasks: "/tasks", outbox: "/outbox" },
    ...{ contact: `/contacts/${contactId}`, matter: `/matters/${matterId}`, run: `/runs/${runId}`, approval: `/approvals/${approvalId}` },
    ...{ calendar: `/calendar?view=week&day=${signing.slice(0, 10)}`, attention: "/attention", forms: "/forms", "new-flow": "/new-flow" },
    ...{ templates: "/templates", "saved-answers": "/templates?what=answers", "message-template": "/templates/messages/ep-welcome" },
    ...{ "settings-staff": "/settings/staff", "settings-pipelines": "/settings/pipelines" },
    ...{ "settings-appointments": "/settings/appointments", preview: `/flows/${flowKey}?preview=1` },
  };
}

interface About {
  contactId: string;
  matterId: string;
}

/** One that could be sent to be signed, and one that was. */
async function papers(scope: Scope, { contactId, matterId }: About): Promise<void> {
  const body = [{ type: "text" as const, text: "We act for {{ contact.firstName }}." }];
  for (const name of ["Waiver", "Agreement"])
    await saveDocumentTemplate(scope, {
      key: name.toLowerCase(),
      content: { name, fileAs: name, variants: { en: { title: name, body } } },
    });
  await makeByHand(scope, { template: "waiver", as: "pdf", matterId });
  const { documentId } = await makeByHand(scope, { template: "agreement", as: "pdf", matterId });
  await askToSign(scope, { documentId, contactId, matterId, signers: [contactId], byHand: { time: 1, remind: [3] } });
}

/** Somebody wrote back, and nobody has read it. */
const reply = operation({
  name: "test.reply",
  role: "staff",
  input: Type.Object({ contactId: Type.String(), matterId: Type.String() }),
  run: (about) => emit({ type: "contact.replied", ...about, data: { channel: "email", message: "Is Tuesday fine?" } }),
});

/** A run that can't go on by itself. */
async function somebodyStuck(scope: Scope): Promise<void> {
  const pause = { kind: "wait" as const, name: "Time to think", for: "P30D", next: "done" };
  await publishDefinition(scope, { definition: { ...aFlow({ pause, done }, { key: "thinking" }), name: "Time to think" } });
  await lived(scope, {
    ...{ flowKey: "thinking", name: ["Ada", "Novak"], began: new Date(Date.now() - 2 * day), behaviour: "nothing" },
    stuck: "The address of Ada Novak is missing. Add one, then try again.",
  });
}
