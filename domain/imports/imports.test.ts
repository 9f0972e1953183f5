import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { withScope } from "../base/index.ts";
import { ContactModel, listContacts } from "../contacts/index.ts";
import { InvoiceModel } from "../invoices/index.ts";
import { importContacts, importInvoices, previewContacts, undoImport } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const csv = [
  "First Name,Last Name,Email,Mobile,Lead source,Tags,Favourite colour",
  'Walter,Brandt,walter@mail.example,(518) 555-0101,Google Ads,"will; 1994",green',
  "Helen,Brandt,helen@mail,518 555 0102,Referral,,blue",
  '"O\'Neil, Jr.",Sam,sam@mail.example,,Website,,',
].join("\n");
const all = (firm: Awaited<ReturnType<typeof aFirm>>) =>
  withScope(firm.scope, () => ContactModel.find({ deletedAt: null }).sort({ _id: 1 }).lean());

describe("bringing contacts in from a file", () => {
  it("shows beforehand which columns go where and what is wrong, by row and field", async () => {
    const firm = await aFirm();
    const preview = await previewContacts(firm.scope, { csv });
    expect(preview.columns).toEqual({
      "First Name": "firstName",
      "Last Name": "lastName",
      Email: "email",
      Mobile: "phone",
      "Lead source": "source",
      Tags: "tags",
    });
    expect(preview).toMatchObject({ rows: 3, ready: 2, alreadyKnown: 0, problemRows: 1 });
    expect(preview.problems).toEqual([
      { row: 3, field: "email", message: "Email is not a complete address. Write it like name@example.com." },
    ]);
    expect(await all(firm)).toEqual([]);
  });

  it("leaves out rows with a problem and says which; starts nothing unless asked to", async () => {
    const firm = await aFirm();
    const done = await importContacts(firm.scope, { csv, fileName: "clients.csv", startsFlows: false, alsoKnown: false });
    expect(done).toMatchObject({ imported: 2, skipped: 1 });
    expect((await all(firm)).map((one) => [one.firstName, one.phone, one.tags])).toEqual([
      ["Walter", "+15185550101", ["will", "1994"]],
      ["O'Neil, Jr.", undefined, []],
    ]);
    expect((await firm.events("contact.created")).map((one) => [one.startsNothing, one.state])).toEqual([
      [true, "delivered"],
      [true, "delivered"],
    ]);
  });

  it("lets flows start when asked to", async () => {
    const firm = await aFirm();
    await importContacts(firm.scope, { csv, fileName: "clients.csv", startsFlows: true, alsoKnown: false });
    expect((await firm.events("contact.created")).map((one) => [one.startsNothing, one.state])).toEqual([
      [undefined, "pending"],
      [undefined, "pending"],
    ]);
  });

  it("does not bring in whom the firm knows already", async () => {
    const firm = await aFirm();
    await firm.contact({ email: "walter@mail.example" });
    const done = await importContacts(firm.scope, { csv, fileName: "clients.csv", startsFlows: false, alsoKnown: false });
    expect(done).toMatchObject({ imported: 1, skipped: 2 });
  });

  it("can be taken back, but for whom a matter was opened", async () => {
    const firm = await aFirm();
    const { importId } = await importContacts(firm.scope, { csv, fileName: "clients.csv", startsFlows: false, alsoKnown: false });
    const [walter] = await all(firm);
    await firm.matter({ mainContactId: walter?._id ?? "" });
    expect(await undoImport(firm.scope, { importId })).toEqual({ removed: 1, kept: 1 });
    expect((await all(firm)).map((one) => one.firstName)).toEqual(["Walter"]);
  });

  it("takes thousands of rows, and finds each of them", async () => {
    const firm = await aFirm();
    const rows = Array.from({ length: 2_000 }, (_, index) => `Person,Number${index},p${index}@mail.example`);
    const done = await importContacts(firm.scope, {
      csv: ["First,Last,Email", ...rows].join("\n"),
      fileName: "big.csv",
      startsFlows: false,
      alsoKnown: false,
    });
    expect(done.imported).toBe(2_000);
    const { contacts } = await listContacts(firm.scope, { q: "number1711", limit: 50 });
    expect(contacts.map((one) => one.name)).toEqual(["Person Number1711"]);
  });

  it("refuses a file without rows in words", async () => {
    const firm = await aFirm();
    await expect(previewContacts(firm.scope, { csv: "" })).rejects.toMatchObject({ errors: [{ path: "/csv" }] });
  });
});

describe("bringing invoices in from a file", () => {
  it("adds new ones, brings known ones up to date, and names what is wrong", async () => {
    const firm = await aFirm();
    const matter = await firm.matter();
    const first = `Invoice,Amount,Due,Matter number\n1001,"$1,200.50",3/1/2027,${matter.number}\n1002,100,2027-03-01,EP-1999-0001`;
    const done = await importInvoices(firm.scope, { csv: first });
    expect(done).toMatchObject({ created: 1, changed: 0, problems: [{ row: 3, field: "matter" }] });
    await importInvoices(firm.scope, { csv: `Invoice,Amount,Due,Paid\n1001,1200.50,2027-03-01,2027-02-20` });
    const [invoice] = await withScope(firm.scope, () => InvoiceModel.find().lean());
    expect(invoice).toMatchObject({ amountCents: 120_050, due: "2027-03-01", state: "paid", matterId: matter.id });
  });
});
