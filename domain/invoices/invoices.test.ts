import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { clock } from "../base/index.ts";
import { changeInvoice, createInvoice, listInvoices, sweepInvoices } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());
afterEach(() => clock.reset());

type Firm = Awaited<ReturnType<typeof aFirm>>;
const told = async (firm: Firm) =>
  (await firm.events()).filter((one) => one.type.startsWith("invoice.")).map((one) => [one.type, one.data["days"], one.data["amount"]]);
const onDay = (day: string) => clock.set(() => new Date(`${day}T15:00:00Z`));

async function withInvoice(due: string) {
  const firm = await aFirm();
  const { id: matterId } = await firm.matter();
  const { id } = await createInvoice(firm.scope, { number: "1001", amountCents: 120_000, due, matterId, source: "hand" });
  return { firm, id, matterId };
}

describe("an invoice", () => {
  it("is told to be due three days before and overdue the day after, each once however often it is looked at", async () => {
    const { firm } = await withInvoice("2027-03-10");
    for (const day of ["2027-03-01", "2027-03-07", "2027-03-08", "2027-03-10", "2027-03-11", "2027-03-12", "2027-03-30"]) {
      onDay(day);
      await sweepInvoices(firm.system);
      await sweepInvoices(firm.system);
    }
    expect(await told(firm)).toEqual([
      ["invoice.due", 3, 1200],
      ["invoice.overdue", 1, 1200],
    ]);
    expect((await firm.events()).find((one) => one.type === "invoice.overdue")?.data["first"]).toBe(false);
  });

  it("missed by the sweep for a week is told overdue with the days that passed, not due", async () => {
    const { firm } = await withInvoice("2027-03-10");
    onDay("2027-03-17");
    await sweepInvoices(firm.system);
    expect(await told(firm)).toEqual([["invoice.overdue", 7, 1200]]);
    expect((await firm.events()).find((one) => one.type === "invoice.overdue")?.data["first"]).toBe(true);
  });

  it("that is paid is told so once, and never overdue", async () => {
    const { firm, id } = await withInvoice("2027-03-10");
    await changeInvoice(firm.scope, { invoiceId: id, change: { paid: "2027-03-09" } });
    await changeInvoice(firm.scope, { invoiceId: id, change: { state: "paid" } });
    onDay("2027-03-12");
    await sweepInvoices(firm.system);
    expect(await told(firm)).toEqual([["invoice.paid", -1, 1200]]);
  });

  it("that is withdrawn is told so once, and never overdue", async () => {
    const { firm, id } = await withInvoice("2027-03-10");
    onDay("2027-03-09");
    await changeInvoice(firm.scope, { invoiceId: id, change: { state: "void" } });
    await changeInvoice(firm.scope, { invoiceId: id, change: { state: "void", amountCents: 130_000 } });
    onDay("2027-03-12");
    await sweepInvoices(firm.system);
    expect(await told(firm)).toEqual([["invoice.withdrawn", -1, 1200]]);
  });

  it("has its day of payment corrected without being told again, and none when it is opened again", async () => {
    const { firm, id } = await withInvoice("2027-03-10");
    const change = (to: object) => changeInvoice(firm.scope, { invoiceId: id, change: to });
    await change({ paid: "2027-03-09" });
    await change({ paid: "2027-03-08" });
    await change({ state: "paid" });
    expect(await listInvoices(firm.scope, { limit: 10 })).toMatchObject([{ state: "paid", paid: "2027-03-08" }]);
    expect(await told(firm)).toHaveLength(1);
    await change({ state: "open" });
    const [open] = await listInvoices(firm.scope, { limit: 10 });
    expect([open?.state, open?.paid]).toEqual(["open", undefined]);
  });

  it("that is opened again is told due or overdue anew, for what reminded of it has ended; one that was open all along is not", async () => {
    const { firm, id } = await withInvoice("2027-03-10");
    const change = (to: object) => changeInvoice(firm.scope, { invoiceId: id, change: to });
    onDay("2027-03-08");
    await sweepInvoices(firm.system);
    await change({ state: "paid" });
    await change({ state: "open" });
    await change({ state: "open" });
    await sweepInvoices(firm.system);
    await sweepInvoices(firm.system);
    onDay("2027-03-12");
    await sweepInvoices(firm.system);
    await change({ state: "void" });
    await change({ state: "open" });
    await sweepInvoices(firm.system);
    await change({ state: "open", amountCents: 130_000 });
    await sweepInvoices(firm.system);
    const days = (await told(firm)).map(([type, after]) => `${type} ${after}`);
    expect(days).toEqual([
      ...["invoice.due 2", "invoice.paid -2", "invoice.due 2"],
      ...["invoice.overdue 2", "invoice.withdrawn 2", "invoice.overdue 2"],
    ]);
  });

  it("whose number exists is refused in words", async () => {
    const { firm, matterId } = await withInvoice("2027-03-10");
    const again = createInvoice(firm.scope, { number: "1001", amountCents: 1, due: "2027-03-10", matterId, source: "hand" });
    await expect(again).rejects.toMatchObject({ code: "invoice-exists", message: "There is already an invoice with the number 1001." });
  });

  it("due before 1900 is refused", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact();
    const made = createInvoice(firm.scope, { number: "1", amountCents: 1, due: "1027-03-10", contactId: id, source: "hand" });
    await expect(made).rejects.toMatchObject({ errors: [{ path: "/due", message: "Due is before 1900. Check the year." }] });
  });
});
