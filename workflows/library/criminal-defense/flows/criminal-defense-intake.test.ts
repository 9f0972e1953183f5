import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";
import { library } from "../../../../domain/library/packages.ts";

const flow = shipped("criminal-defense-intake");

const keisha = { id: "keisha", firstName: "Keisha", name: "Keisha Monroe", email: "keisha@monroe.example" };
const inCustody = {
  contact: keisha,
  people: { caller: [keisha], client: [{ id: "andre", firstName: "Andre" }] },
  matter: { id: "m1", caseType: "criminal-defense", stage: "new", inCustody: true },
};
const free = { contact: keisha, matter: { ...inCustody.matter, inCustody: false } };
/** A Friday night at ten. */
const night = "2026-11-21T03:00:00Z";

describe("Criminal defense: intake", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  it("tells the lawyer on call at once and the owners after 15 minutes, and the client nothing", () => {
    const { story } = lived(flow, inCustody, night, "nothing", { staff: "PT40M" });
    expect(story.filter((line) => /notified|takeIt|taken/.test(line))).toEqual([
      "Nov 20 22:00 tellOnCall notified",
      "Nov 20 22:00 takeIt created",
      "Nov 20 22:00 takeIt waiting",
      "Nov 20 22:15 tellOwners notified",
      "Nov 20 22:40 takeIt completed",
      "Nov 20 22:40 taken joined",
    ]);
    expect(story.filter((line) => / (sent|requested|reminded)/.test(line))).toEqual([]);
    expect(flow.steps["tellOnCall"]).toMatchObject({ to: "onCall" });
  });

  it("leaves the owners alone when a call is logged in time", () => {
    const called = { at: "2026-11-21T03:09:00Z", event: "call.logged", data: { outcome: "reached" } };
    const { story } = lived(flow, inCustody, night, "everything", { staff: null, happenings: [called] });
    expect(story).toContain("Nov 20 22:09 taken joined");
    expect(story.some((line) => line.includes("tellOwners"))).toBe(false);
  });

  it("offers others a first talk, with a conflict check before anything else", () => {
    const { story } = lived(flow, free, "2026-11-20T15:00:00Z", "everything");
    expect(story.slice(2, 8)).toEqual([
      "Nov 20 10:00 callTask created",
      "Nov 20 10:00 offer requested keisha, until Nov 27 10:00",
      "Nov 21 10:00 offer completed keisha",
      "Nov 21 10:00 toConsultation stageMoved",
      "Nov 21 10:00 conflict created",
      "Nov 21 10:00 conflict waiting",
    ]);
  });

  it("reminds whoever does half of it after a day and after three", () => {
    const { story } = lived(flow, free, "2026-11-20T15:00:00Z", "half");
    expect(story.filter((line) => line.includes("reminded"))).toHaveLength(2);
  });

  it("asks four questions, caller and client apart", () => {
    const form = library().forms.get("cd-intake");
    expect(form?.groups.map((group) => group.key)).toEqual(["you", "who", "charges", "where", "hearing"]);
    const saved = form?.groups.flatMap((group) => group.fields.map((field) => field.saveTo)) ?? [];
    expect(saved).toEqual(expect.arrayContaining(["contact.firstName", "people.client.firstName"]));
  });

  it("asks on the general form, too, who is meant and whether they are in custody, so that nothing goes to somebody in a cell", () => {
    const fields =
      library()
        .forms.get("intake")
        ?.groups.flatMap((group) => group.fields) ?? [];
    const saved = fields.filter((field) => JSON.stringify(field.when ?? null).includes("criminal-defense")).map((field) => field.saveTo);
    expect(saved).toEqual(expect.arrayContaining(["matter.inCustody", "people.client.firstName"]));
    expect(fields.find((field) => field.key === "inCustody")).toMatchObject({ required: true });
  });

  it("no message, task or subject of criminal defense names the charge", () => {
    const shippedTexts = library()
      .flows.filter((one) => one.folder === "criminal-defense")
      .map((one) => one.definition);
    const mails = [...library().mails].filter(([key]) => key.startsWith("cd-"));
    expect(mails.length).toBeGreaterThan(5);
    expect(JSON.stringify([shippedTexts, mails])).not.toMatch(/matter\.charges|charges? (?:is|are|of)\b/i);
  });
});
