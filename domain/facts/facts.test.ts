import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factRoots, readPath } from "../../engine/conditions/index.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { quietly, withScope } from "../base/index.ts";
import { ContactModel, changeContact, deleteContact, unsubscribe } from "../contacts/index.ts";
import { changeFirm } from "../firms/index.ts";
import { changeMatter, moveStage } from "../matters/index.ts";
import { planOccasion } from "../occasions/index.ts";
import { addField } from "../pipelines/index.ts";
import { changeStaff } from "../staff/index.ts";
import { readFacts, writeFields } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

describe("facts", () => {
  it("of a matter hold its stage id, its own fields, its main contact, its people by role, its assignee and the firm", async () => {
    const firm = await aFirm();
    await addField(firm.scope, { on: "matter", key: "closingDate", label: "Closing date", type: "date" });
    const { id, contactId } = await firm.matter({ assignee: firm.staffId, fields: { closingDate: "2027-03-01" }, value: 3200 });
    const spouse = await firm.contact({ firstName: "Chidi", language: "es", phone: "518 555 0177" });
    const people = [
      { contactId, role: "client" },
      { contactId: spouse.id, role: "spouse" },
    ];
    await changeMatter(firm.scope, { matterId: id, change: { people } });
    const facts = await readFacts(firm.scope, { kind: "matter", matterId: id });
    expect(facts.matter).toMatchObject({
      id,
      stage: "lead",
      stageName: "New lead",
      closingDate: "2027-03-01",
      value: 3200,
      assignee: firm.staffId,
    });
    expect(facts.contact).toMatchObject({ id: contactId, firstName: "Ngozi", name: "Ngozi Okafor", consent: {} });
    expect(facts.people?.["spouse"]).toMatchObject([{ id: spouse.id, language: "es", phone: "+15185550177" }]);
    expect(facts.staff).toMatchObject({ id: firm.staffId, name: "Dana Whitfield" });
    expect(facts.firm).toMatchObject({ zone: "America/New_York", name: "Hartwell & Ruiz" });
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it("know consent to texts for the number it was given for: of another one since there is none, until they agree anew", async () => {
    const firm = await aFirm();
    const agreed = { consent: { text: { given: true, source: "Intake form" } } };
    const { id: contactId } = await firm.contact({ phone: "(518) 555-0142", ...agreed });
    const change = (to: object) => changeContact(firm.scope, { contactId, change: to });
    const texts = async () => (await readFacts(firm.scope, { kind: "contact", contactId })).contact?.consent;
    expect(await texts()).toEqual({ text: true });
    await change({ phone: "(518) 555-0177" });
    expect(await texts()).toEqual({ text: false });
    await change(agreed);
    expect(await texts()).toEqual({ text: true });
  });

  it("of an occasion know its matter and its time as an instant", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter();
    const hearing = await planOccasion(firm.scope, {
      kind: "hearing",
      title: "Arraignment",
      at: "2027-03-04T14:30:00-05:00",
      matterId: id,
    });
    const facts = await readFacts(firm.scope, { kind: "occasion", occasionId: hearing.id });
    expect(facts.occasion).toMatchObject({ at: "2027-03-04T19:30:00.000Z", state: "planned", kind: "hearing" });
    expect([facts.matter?.["id"], facts.contact?.id]).toEqual([id, contactId]);
  });

  it("are fresh: who unsubscribed a moment ago has refused", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact({ consent: { email: { given: true } } });
    expect((await readFacts(firm.scope, { kind: "contact", contactId: id })).contact?.consent).toEqual({ email: true });
    await unsubscribe(firm.scope, { contactId: id, source: "Link in a mail" });
    expect((await readFacts(firm.scope, { kind: "contact", contactId: id })).contact?.consent).toEqual({ email: false });
  });

  it("leave out a deleted contact", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter();
    await deleteContact(quietly(firm.scope), { contactId });
    const facts = await readFacts(firm.scope, { kind: "matter", matterId: id });
    expect([facts.contact, facts.people]).toEqual([undefined, {}]);
  });

  it("hold every field that the editor's pickers offer, where it is filled in", async () => {
    const { scope, staffId, contact, matter } = await aFirm();
    await changeFirm(scope, { website: "https://hartwellruiz.example", postalAddress: "State Street 1, Albany", phone: "518 555 0100" });
    await changeStaff(scope, { staffId, change: { title: "Attorney", phone: "518 555 0101" } });
    const client = await contact({
      ...{ company: "Okafor LLC", phone: "518 555 0177", address: "Elm Street 4", zone: "America/Chicago", language: "es" },
      ...{ preferredChannel: "text", source: "Referral", tags: ["vip"], consent: { email: { given: true }, text: { given: true } } },
    });
    const { id: matterId } = await matter({ mainContactId: client.id, assignee: staffId, source: "Referral", value: 3200 });
    await moveStage(scope, { matterId, stage: "lost" });
    const { id: occasionId } = await planOccasion(scope, {
      ...{
        kind: "hearing",
        type: "arraignment",
        title: "Arraignment",
        at: "2027-03-04T14:30:00-05:00",
        endsAt: "2027-03-04T15:00:00-05:00",
      },
      ...{ place: "County Court", notes: "Bring the file", attend: [staffId], matterId },
    });
    const facts = await readFacts(scope, { kind: "occasion", occasionId });
    // Fields that a firm adds itself, and what is only so of somebody whose address or number is no good.
    const notHere = ["contact.noTexts", "contact.suppressed", "matter.closingDate", "matter.courtDate", "occasion.room"];
    const offered = factRoots.filter(({ name }) => name !== "run").flatMap(({ fields }) => fields.map(({ path }) => path));
    expect(offered.filter((path) => readPath(facts, path) === undefined).toSorted()).toEqual(notHere);
  });

  it("of another firm's matter are not to be had", async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    const { id } = await one.matter();
    expect((await readFacts(two.scope, { kind: "matter", matterId: id })).matter).toBeUndefined();
  });

  it("are read with the help of indexes", async () => {
    const firm = await aFirm();
    const plan = await withScope(firm.scope, () => ContactModel.find({ matterIds: "mat_1", deletedAt: null }).explain("queryPlanner"));
    expect(JSON.stringify(plan)).toContain("firmId_1_deletedAt_1_matterIds_1");
  });
});

describe("writing fields by their paths", () => {
  it("changes each record once and tells it", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter();
    const set = { "matter.source": "Referral", "matter.children": [{ name: "Ada", age: 11 }], "contact.phone": "518 555 0142" };
    await writeFields(firm.system, { contactId, matterId: id, set });
    expect((await firm.events()).slice(-2).map((one) => [one.type, one.data])).toEqual([
      ["contact.changed", { paths: ["contact.phone"] }],
      ["matter.changed", { paths: ["matter.children", "matter.source"] }],
    ]);
  });

  it("refuses roots that a flow may not write", async () => {
    const firm = await aFirm();
    await expect(writeFields(firm.system, { set: { "firm.zone": "Europe/Paris" } })).rejects.toMatchObject({ status: 422 });
  });
});
