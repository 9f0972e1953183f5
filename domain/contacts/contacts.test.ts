import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { withScope } from "../base/index.ts";
import { addField } from "../pipelines/index.ts";
import {
  ContactModel,
  changeContact,
  changeTags,
  contactFilters,
  createContact,
  deleteContact,
  restoreContact,
  suppressAddress,
  unsubscribe,
} from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const read = (firm: Awaited<ReturnType<typeof aFirm>>, id: string) => withScope(firm.scope, () => ContactModel.findById(id).lean());

describe("a contact", () => {
  it("is stored with its address in lower case and its phone in one form, and is told of with its source", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact({ email: " Ngozi@Mail.example ", phone: "(518) 555-0142", source: "Google Ads" });
    expect(await read(firm, id)).toMatchObject({ email: "ngozi@mail.example", phone: "+15185550142", language: "en" });
    expect(await firm.events("contact.created")).toMatchObject([
      { contactId: id, data: { source: "Google Ads" }, stream: `contact:${id}` },
    ]);
  });

  it("may share its address and its phone with another", async () => {
    const firm = await aFirm();
    const one = await firm.contact({ phone: "518 555 0142" });
    const two = await firm.contact({ firstName: "Chidi", phone: "518 555 0142" });
    expect(one.id).not.toBe(two.id);
  });

  it("lends the filters of the list its tags and its source, until it is deleted", async () => {
    const firm = await aFirm();
    await firm.contact({ source: "Referral", tags: ["vip", "spanish"] });
    await firm.contact({ source: "Google Ads", tags: ["vip"] });
    await firm.contact({ source: "" });
    const gone = await firm.contact({ source: "Radio", tags: ["old"] });
    await deleteContact(firm.scope, { contactId: gone.id });
    expect(await contactFilters(firm.scope, {})).toEqual({ tags: ["spanish", "vip"], sources: ["Google Ads", "Referral"] });
  });

  it("keeps HTML in a name as the text it is", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact({ firstName: "<script>alert(1)</script>" });
    expect((await read(firm, id))?.firstName).toBe("<script>alert(1)</script>");
  });

  it.each([
    ["a line break in a name", { firstName: "Ngozi\r\nBcc: all@example.com" }, "/firstName", /one line/],
    ["a line break in an address", { email: "a@b.example\nBcc: c@d.example" }, "/email", /one line/],
    ["half an address", { email: "ngozi@mail" }, "/email", /name@example\.com/],
    ["a phone number that can't be one", { phone: "12" }, "/phone", /complete number/],
    ["a zone that does not exist", { zone: "Mars/Olympus" }, "/zone", /not a time zone/],
  ])("refuses %s and names the field", async (_what, values, path, message) => {
    const firm = await aFirm();
    await expect(firm.contact(values)).rejects.toMatchObject({
      status: 422,
      errors: [{ path, message: expect.stringMatching(message) }],
    });
  });

  it("needs a name or a way to reach it", async () => {
    const firm = await aFirm();
    await expect(createContact(firm.scope, {})).rejects.toMatchObject({ errors: [{ path: "/lastName" }] });
  });

  it("refuses a date before 1900 in a field of the firm's own", async () => {
    const firm = await aFirm();
    await addField(firm.scope, { on: "contact", key: "birthDate", label: "Date of birth", type: "date" });
    await expect(firm.contact({ fields: { birthDate: "1899-12-31" } })).rejects.toMatchObject({
      errors: [{ path: "/fields/birthDate", message: "Date of birth is before 1900. Check the year." }],
    });
  });

  it("refuses a field the firm does not have", async () => {
    const firm = await aFirm();
    await expect(firm.contact({ fields: { shoeSize: 42 } })).rejects.toMatchObject({ errors: [{ path: "/fields/shoeSize" }] });
  });
});

describe("changing a contact", () => {
  it("tells exactly the paths that changed, custom fields beside built-in ones", async () => {
    const firm = await aFirm();
    await addField(firm.scope, { on: "contact", key: "birthDate", label: "Date of birth", type: "date" });
    const { id } = await firm.contact();
    await changeContact(firm.scope, {
      contactId: id,
      change: { firstName: "Ngozi", phone: "518 555 0142", fields: { birthDate: "1980-02-03" } },
    });
    expect((await firm.events("contact.changed")).map((one) => one.data)).toEqual([{ paths: ["contact.birthDate", "contact.phone"] }]);
  });

  it("tells nothing when nothing changed", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact();
    await changeContact(firm.scope, { contactId: id, change: { firstName: "Ngozi" } });
    expect(await firm.events("contact.changed")).toEqual([]);
  });

  it("clears a field with null", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact({ phone: "518 555 0142" });
    await changeContact(firm.scope, { contactId: id, change: { phone: null } });
    expect((await read(firm, id))?.phone).toBeUndefined();
  });

  it("tells each tag added and removed, once", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact({ tags: ["webinar"] });
    await changeTags(firm.scope, { contactId: id, add: ["vip", "vip", "webinar"], remove: ["gone"] });
    await changeTags(firm.scope, { contactId: id, remove: ["webinar"] });
    expect((await firm.events()).slice(2).map((one) => [one.type, one.data])).toEqual([
      ["contact.tagged", { tag: "vip" }],
      ["contact.changed", { paths: ["contact.tags"] }],
      ["contact.untagged", { tag: "webinar" }],
      ["contact.changed", { paths: ["contact.tags"] }],
    ]);
  });
});

describe("consent", () => {
  it("is kept with when, where, the words they saw and the address or number it was given for", async () => {
    const firm = await aFirm();
    const given = { given: true, source: "Intake form", wording: "Write to me about news" };
    const { id } = await firm.contact({ email: "first@mail.example", phone: "(518) 555-0142", consent: { email: given, text: given } });
    await changeContact(firm.scope, { contactId: id, change: { email: "second@mail.example" } });
    const kept = (await read(firm, id))?.consent;
    expect(kept?.email).toMatchObject({ ...given, at: expect.any(Date), address: "first@mail.example" });
    expect(kept?.text).toMatchObject({ address: "+15185550142" });
    await unsubscribe(firm.scope, { contactId: id, source: "their email", wording: "no more" });
    expect((await read(firm, id))?.consent.email).toMatchObject({ given: false, source: "their email", address: "second@mail.example" });
  });

  it("is kept with its time, its source and the words that were seen", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact({ consent: { text: { given: true, source: "Intake form", wording: "Text me about my case" } } });
    expect((await read(firm, id))?.consent.text).toMatchObject({
      given: true,
      source: "Intake form",
      wording: "Text me about my case",
      at: expect.any(Date),
    });
  });

  it("that is withdrawn tells that they unsubscribed", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact({ consent: { email: { given: true } } });
    await unsubscribe(firm.scope, { contactId: id, source: "Link in a mail" });
    expect((await firm.events()).slice(1).map((one) => [one.type, one.data])).toEqual([
      ["contact.changed", { paths: ["contact.consent.email"] }],
      ["contact.unsubscribed", { topic: "all" }],
    ]);
  });

  it("that was refused outlives the contact: whoever comes back under the address has refused still", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact();
    await unsubscribe(firm.scope, { contactId: id, source: "Link in a mail" });
    await deleteContact(firm.scope, { contactId: id });
    const again = await firm.contact();
    expect((await read(firm, again.id))?.consent.email?.given).toBe(false);
  });

  it("an address that bounced is suppressed for everybody who has it, now and later", async () => {
    const firm = await aFirm();
    const before = await firm.contact();
    await suppressAddress(firm.scope, { address: "ngozi.okafor@mail.example", reason: "The mailbox does not exist" });
    const after = await firm.contact({ firstName: "Chidi" });
    expect((await read(firm, before.id))?.suppressed?.reason).toBe("The mailbox does not exist");
    expect((await read(firm, after.id))?.suppressed?.reason).toBe("The mailbox does not exist");
    await changeContact(firm.scope, { contactId: after.id, change: { email: "chidi@mail.example" } });
    expect((await read(firm, after.id))?.suppressed).toBeUndefined();
  });
});

describe("deleting", () => {
  it("starts no flow, tells flows that go, and can be undone", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact();
    await deleteContact(firm.scope, { contactId: id });
    expect((await firm.events("contact.changed"))[0]).toMatchObject({ startsNothing: true, data: { deleted: true } });
    await expect(changeContact(firm.scope, { contactId: id, change: { firstName: "N" } })).rejects.toMatchObject({ status: 404 });
    await restoreContact(firm.scope, { contactId: id });
    expect((await read(firm, id))?.deletedAt).toBeNull();
  });
});
