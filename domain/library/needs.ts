import type { Definition, Step } from "../../engine/definition/types.ts";
import { linkFieldsIn } from "../messages/linkFields.ts";
import { type Library, library } from "./packages.ts";

/** What a shipped flow uses besides itself, by key. */
export interface Needs {
  caseTypes: string[];
  forms: string[];
  mails: string[];
  documents: string[];
  appointmentTypes: string[];
  /** Flows it starts or stops. */
  flows: string[];
}

/** All that must be in the firm for this flow to work. Reminders stand beside the message they belong to, as `<key>-reminder`. */
export function needsOf(definition: Definition, shipped: Library = library()): Needs {
  const steps = Object.values(definition.steps);
  const templates = named(steps, "template", (step) => step.kind !== "makeDocument");
  const mails = templates.flatMap((key) => [key, `${key}-reminder`]).filter((key) => shipped.mails.has(key));
  const linked = mails.flatMap((key) => linkFieldsIn(shipped.mails.get(key)));
  const linkedTo = (sort: string) => linked.filter(([kind]) => kind === sort).map(([, key]) => key);
  return {
    caseTypes: definition.caseTypes ?? [],
    forms: all([...named(steps, "form"), ...startingForms(definition, shipped), ...linkedTo("form")]),
    mails: all(mails),
    documents: named(steps, "template", (step) => step.kind === "makeDocument"),
    appointmentTypes: all([...named(steps, "type", (step) => step.kind === "offerAppointment"), ...linkedTo("book")]),
    flows: named(steps, "flow"),
  };
}

const all = (keys: string[]): string[] => [...new Set(keys)];

function named(steps: Step[], field: string, of: (step: Step) => boolean = () => true): string[] {
  return all(
    steps.filter(of).flatMap((step) => {
      const value = (step as unknown as Record<string, unknown>)[field];
      return typeof value === "string" ? [value] : [];
    }),
  );
}

/** Forms whose sending starts the flow, or that it waits for. */
function startingForms({ enrol, goals, exits }: Definition, shipped: Library): string[] {
  const texts = JSON.stringify([enrol, goals ?? [], exits ?? []]).match(/"[^"]+"/g) ?? [];
  return texts.map((text) => text.slice(1, -1)).filter((text) => shipped.forms.has(text));
}
