import { validate } from "../../engine/definition/index.ts";
import type { Definition, Problem } from "../../engine/definition/types.ts";
import { lines } from "../../engine/run/testing/lines.ts";
import type { Facts } from "../../engine/run/types.ts";
import { type Behaviour, type ClientOptions, simulateClient } from "../../engine/simulate/index.ts";
import { library } from "./packages.ts";

/** For the tests of the flows that ship: what publishing would say of one, and what an imagined client of the demonstration firm would live through. */

export const imaginedFirm = {
  zone: "America/New_York",
  name: "Hartwell & Ruiz",
  postalAddress: "41 Chapel Street, Suite 300, Albany, NY 12207",
  phone: "(518) 555-0100",
  holidays: ["2026-01-01", "2026-01-19", "2026-05-25", "2026-07-03", "2026-09-07", "2026-11-26", "2026-12-25", "2027-01-01"],
  hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [{ from: "09:00", to: "17:00" }]])),
};

export function shipped(key: string): Definition {
  const found = library().flows.find((one) => one.definition.key === key);
  if (!found) throw new Error(`No flow "${key}" ships.`);
  return found.definition;
}

/** As when a firm publishes that has the whole library, and its postal address. */
export function problemsWhenPublished(definition: Definition): Problem[] {
  const { settings, mails, forms, documents, appointmentTypes, flows } = library();
  const pipelines = [...settings.values()];
  return validate(definition, {
    publishing: { postalAddress: imaginedFirm.postalAddress, unsubscribe: true },
    known: {
      templates: mails.keys(),
      forms: forms.keys(),
      documents: documents.keys(),
      appointmentTypes: appointmentTypes.keys(),
      flows: flows.map((one) => one.definition.key),
      caseTypes: pipelines.flatMap((one) => one.caseType ?? []),
      stages: pipelines.flatMap((one) => (one.stages ?? []).map((stage) => stage.id)),
    },
  });
}

export function lived(
  definition: Definition,
  facts: Omit<Facts, "firm">,
  start: string,
  behaviour: Behaviour,
  options: ClientOptions = {},
) {
  const { outcome, journal } = simulateClient(definition, facts, imaginedFirm as Facts["firm"], start, behaviour, options);
  return { outcome, story: lines(journal) };
}
