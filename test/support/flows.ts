import type { Definition, EnrolAgain, Step, SubjectKind } from "../../engine/definition/types.ts";

/** A definition of these steps in order; the first begins. Without `on`, it is started by hand. */
export function aFlow(
  steps: Record<string, Step>,
  more: Partial<Pick<Definition, "key" | "goals" | "exits" | "window" | "clock">> & {
    subject?: SubjectKind;
    on?: Definition["enrol"]["on"];
    again?: EnrolAgain;
    where?: Definition["enrol"]["where"];
  } = {},
): Definition {
  const { subject = "matter", on = [], again = "always", where, key = "welcome", ...rest } = more;
  return {
    format: "firmflow/1",
    key,
    name: "Welcome",
    subject,
    enrol: { on, again, ...(where ? { where } : {}) },
    ...rest,
    start: Object.keys(steps)[0] ?? "",
    steps,
  };
}

export const done: Step = { kind: "end", outcome: "completed" };

/** A transactional letter to the main contact. */
export const letter = (next: string, template = "welcome"): Step => ({ kind: "sendEmail", template, purpose: "transactional", next });

/** The content of a message template that says hello. */
export const welcomeMail = {
  name: "Welcome",
  purpose: "transactional" as const,
  variants: {
    en: {
      subject: "Welcome, {{ contact.firstName }}",
      body: [{ type: "text" as const, text: "We are glad to have you, {{ contact.firstName }}." }],
    },
  },
};
