import { type Scope, systemScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { createFirm } from "../../domain/firms/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { saveMessageTemplate } from "../../domain/messages/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import type { Definition, Step } from "../../engine/definition/types.ts";

export interface BenchMatter {
  matterId: string;
  contactId: string;
}

/** A firm with what the measured flows need. */
export async function benchFirm(): Promise<{ scope: Scope; matter(): Promise<BenchMatter> }> {
  const firm = await createFirm({ name: "Bench & Sons", state: "NY", zone: "America/New_York", email: "office@bench.example" });
  const scope = systemScope(firm._id);
  await createPipeline(scope, {
    caseType: "estate-planning",
    name: "Estate planning",
    prefix: "EP",
    stages: [
      { id: "lead", name: "New lead", state: "open" },
      { id: "hired", name: "Hired", state: "won" },
      { id: "lost", name: "Lost", state: "lost" },
    ],
  });
  const body = [{ type: "text" as const, text: "We are glad to have you, {{ contact.firstName }}." }];
  const content = {
    name: "Welcome",
    purpose: "transactional" as const,
    variants: { en: { subject: "Welcome, {{ contact.firstName }}", body } },
  };
  await saveMessageTemplate(scope, { key: "welcome", content });
  let count = 0;
  return {
    scope,
    async matter() {
      count += 1;
      const { id: contactId } = await createContact(scope, {
        firstName: "Ngozi",
        lastName: `Okafor ${count}`,
        email: `client${count}@mail.example`,
      });
      const { id: matterId } = await createMatter(scope, { caseType: "estate-planning", mainContactId: contactId });
      return { matterId, contactId };
    },
  };
}

/** So many times a delay and a mail. */
export function delayAndMail(key: string, times: number, on: Definition["enrol"]["on"] = [], delay = "PT1S"): Definition {
  const steps: Record<string, Step> = { done: { kind: "end", outcome: "completed" } };
  for (let at = times; at >= 1; at--) {
    steps[`mail${at}`] = {
      kind: "sendEmail",
      template: "welcome",
      purpose: "transactional",
      next: at === times ? "done" : `wait${at + 1}`,
    };
    steps[`wait${at}`] = { kind: "wait", for: delay, next: `mail${at}` };
  }
  return {
    format: "firmflow/1",
    key,
    name: key,
    subject: "matter",
    enrol: { on, again: "always" },
    start: times ? "wait1" : "done",
    steps,
  };
}

/** Answers at once: event to mail. */
export function mailAtOnce(key: string, on: Definition["enrol"]["on"]): Definition {
  return {
    ...delayAndMail(key, 0, on),
    start: "mail",
    steps: {
      mail: { kind: "sendEmail", template: "welcome", purpose: "transactional", next: "done" },
      done: { kind: "end", outcome: "completed" },
    },
  };
}
