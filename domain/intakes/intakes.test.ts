import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { publicScope, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { MatterModel } from "../matters/index.ts";
import { attachToExisting, createFromIntake, listOpenIntakes, receiveIntake } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

type Firm = Awaited<ReturnType<typeof aFirm>>;
const count = (firm: Firm) =>
  withScope(firm.scope, async () => ({ contacts: await ContactModel.countDocuments(), matters: await MatterModel.countDocuments() }));
const writes = (firm: Firm, email: string) =>
  receiveIntake(publicScope(firm.firm._id, "form"), {
    form: "ep-intake",
    contact: { firstName: "N.", lastName: "Okafor", email, phone: "518 555 0142" },
    matter: { caseType: "estate-planning", source: "Website" },
    data: { worry: "probate" },
  });

describe("somebody who writes by the web site's form", () => {
  it("and is unknown becomes a contact and a matter at once", async () => {
    const firm = await aFirm();
    const answer = await writes(firm, "new@mail.example");
    expect(answer.state).toBe("created");
    expect((await firm.events()).map((one) => one.type)).toEqual(["contact.created", "matter.created", "form.submitted"]);
    expect((await firm.events("form.submitted"))[0]?.data).toEqual({ form: "ep-intake", worry: "probate" });
  });

  it("and may be known becomes a question to staff; nothing else is written or told", async () => {
    const firm = await aFirm();
    await firm.matter();
    const before = { ...(await count(firm)), told: (await firm.events()).length };
    const answer = await writes(firm, "Ngozi.Okafor@mail.example");
    expect(answer.state).toBe("open");
    expect({ ...(await count(firm)), told: (await firm.events()).length }).toEqual(before);
    expect((await listOpenIntakes(firm.scope, {}))[0]?.likely).toMatchObject([{ name: "Ngozi Okafor", same: ["email"] }]);
  });

  it("and is put to a matter they have overwrites nothing about them", async () => {
    const firm = await aFirm();
    const matter = await firm.matter();
    const { intakeId } = await writes(firm, "ngozi.okafor@mail.example");
    expect(await attachToExisting(firm.scope, { intakeId, contactId: matter.contactId, matterId: matter.id })).toEqual({
      contactId: matter.contactId,
      matterId: matter.id,
    });
    const contact = await withScope(firm.scope, () => ContactModel.findById(matter.contactId).lean());
    expect([contact?.firstName, contact?.phone]).toEqual(["Ngozi", undefined]);
    expect(await firm.events("form.submitted")).toMatchObject([
      { matterId: matter.id, contactId: matter.contactId, data: { form: "ep-intake" } },
    ]);
  });

  it("and has a new case gets a new matter beside the old one", async () => {
    const firm = await aFirm();
    const matter = await firm.matter();
    const { intakeId } = await writes(firm, "ngozi.okafor@mail.example");
    const made = await attachToExisting(firm.scope, { intakeId, contactId: matter.contactId });
    expect(made.matterId).not.toBe(matter.id);
    expect(await count(firm)).toEqual({ contacts: 1, matters: 2 });
  });

  it("and is somebody else after all becomes a contact of their own, once", async () => {
    const firm = await aFirm();
    await firm.matter();
    const { intakeId } = await writes(firm, "ngozi.okafor@mail.example");
    await createFromIntake(firm.scope, { intakeId });
    await expect(createFromIntake(firm.scope, { intakeId })).rejects.toMatchObject({ code: "intake-decided" });
    expect(await count(firm)).toEqual({ contacts: 2, matters: 2 });
  });
});
