import { describe, expect, it } from "vitest";
import { imaginedFirm } from "../../../domain/library/imagined.ts";
import { needsOf } from "../../../domain/library/needs.ts";
import { library } from "../../../domain/library/packages.ts";
import { compileMessage } from "../../../domain/messages/compile.ts";
import { fill } from "../../../domain/messages/fill.ts";
import { renderText } from "../../../engine/conditions/index.ts";

/**
 * A phone lies on a kitchen table: nothing a client gets may name the charge. Everything written by staff or told by the caller about the
 * case is this word here, so that it may appear nowhere, whichever field a template were to read it from.
 */
const charge = "zugzwanglarceny";
const told = (...names: string[]) => Object.fromEntries(names.map((name) => [name, charge]));
const luis = { id: "luis", firstName: "Luis", lastName: "Peña", name: "Luis Peña", email: "luis@pena.example", phone: "+15185550163" };
const facts = {
  firm: imaginedFirm,
  contact: luis,
  people: { client: [luis], caller: [luis] },
  staff: { id: "marcus", name: "Marcus Bell", title: "Attorney", phone: "(518) 555-0119" },
  matter: { id: "m1", number: "CD-2026-0009", ...told("title", "charges", "parties", "heldAt", "nextHearing", "arrestedOn", "source") },
  occasion: {
    ...{
      id: "o1",
      kind: "hearing",
      at: "2026-12-03T14:30:00Z",
      state: "planned",
      place: "Albany County Court",
      room: "4",
      mustAttend: true,
    },
    ...told("title", "notes", "outcome"),
  },
  vars: told("charges", "charge"),
  steps: { confirm: told("outcome", "notes"), takeIt: told("outcome"), offer: { startsAt: "2026-12-01T15:00:00Z" } },
  event: told("message", "reason"),
  run: { startedAt: "2026-11-16T15:00:00Z" },
};
const flows = library().flows.filter((one) => one.folder === "criminal-defense");
const needs = flows.map(({ definition }) => needsOf(definition));
const used = (sort: "mails" | "forms" | "documents" | "appointmentTypes") => [...new Set(needs.flatMap((one) => one[sort]))];

/** Every text in a record, in whatever place, each with its fields filled in. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [renderText(value, facts, { zone: imaginedFirm.zone }).text];
  return value && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

describe("what clients of criminal defense get", () => {
  it.each(used("mails"))("the email %s names the charge in neither subject nor text, in no language", async (key) => {
    const content = library().mails.get(key);
    if (!content) throw new Error(`No email "${key}" ships.`);
    const compiled = await compileMessage(content);
    expect(Object.keys(compiled)).toEqual(["en", "es"]);
    for (const language of ["en", "es"] as const) {
      const variant = compiled[language];
      if (!variant) continue;
      const firm = {
        ...imaginedFirm,
        state: "NY",
        brand: { colour: "#1B4636", deep: "#123326" },
        sender: { name: "Hartwell & Ruiz", email: "office@hartwellruiz.example" },
      };
      const { subject, html, text } = fill({
        ...{
          name: content.name,
          compiled: variant,
          language,
          purpose: "transactional",
          recipient: luis,
          facts,
          now: "2026-11-16T15:00:00Z",
        },
        firm: firm as unknown as Parameters<typeof fill>[0]["firm"],
        links: { request: "https://example.test/p/1", later: "https://example.test/p/2", book: {}, form: {} },
        request: { title: "First talk", due: "2026-11-23T15:00:00Z" },
      });
      expect(subject.length).toBeGreaterThan(5);
      expect([subject, html, text].join("\n")).not.toContain(charge);
    }
    expect(textsIn(content).join("\n")).not.toContain(charge);
  });

  it("texts, papers asked for, forms, documents and appointments do not name it either", () => {
    const toClients = ["sendText", "requestForm", "requestFiles", "requestSignature", "offerAppointment", "makeDocument"];
    const steps = flows.flatMap(({ definition }) => Object.values(definition.steps)).filter((step) => toClients.includes(step.kind));
    const records = [
      ...[...used("forms"), "cd-intake", "intake"].map((key) => library().forms.get(key)),
      ...used("documents").map((key) => library().documents.get(key)),
      ...used("appointmentTypes").map((key) => library().appointmentTypes.get(key)),
    ];
    expect(records.every(Boolean)).toBe(true);
    expect(textsIn([steps, records]).join("\n")).not.toContain(charge);
  });

  it("would be noticed: a text that reads the charge fails here", () => {
    expect(textsIn({ subject: "About {{ matter.charges | upcase | downcase }}" })).toEqual([`About ${charge}`]);
  });

  it("no condition on the charge decides what they get", () => {
    const mails = used("mails").map((key) => library().mails.get(key));
    expect(JSON.stringify([flows, mails])).not.toContain("matter.charges");
  });
});
