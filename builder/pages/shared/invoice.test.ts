import { describe, expect, it } from "vitest";
import { amountText, centsOf, type Invoice, owedFirst, standingOf } from "./invoice.ts";

const invoice = (more: Partial<Invoice> = {}): Invoice => ({
  id: "inv_1",
  number: "1",
  amountCents: 1,
  due: "2026-11-26",
  state: "open",
  ...more,
});

describe("an amount as it is typed", () => {
  it.each([
    ["3200", 320_000],
    ["$3,200.50", 320_050],
    [" 1,250,000 ", 125_000_000],
    ["0.1", 10],
  ])("%s is understood", (text, cents) => expect(centsOf(text)).toBe(cents));
  it.each(["", "a lot", "3.200,50", "3,20", "-5", "1.234", "1e5"])("“%s” is not taken for one", (text) => expect(centsOf(text)).toBeNull());
  it("is shown again as it would be typed", () => expect([320_000, 320_050].map(amountText)).toEqual(["3200", "3200.50"]));
});

describe("how an invoice stands", () => {
  it("is overdue from the day after, and never once it was paid or withdrawn", () => {
    const words = (more: Partial<Invoice>) => standingOf(invoice(more), "2026-11-26").words;
    expect([words({}), words({ due: "2026-11-25" }), words({ due: "2026-11-25", state: "paid" }), words({ state: "void" })]).toEqual([
      "Open",
      "Overdue",
      "Paid",
      "Withdrawn",
    ]);
  });
  it("what is owed stands before what is settled", () => {
    const all = [
      invoice({ id: "a", state: "paid", due: "2026-01-01" }),
      invoice({ id: "b", due: "2026-12-01" }),
      invoice({ id: "c", state: "void", due: "2026-02-01" }),
      invoice({ id: "d", due: "2026-11-01" }),
    ];
    expect(owedFirst(all).map((one) => one.id)).toEqual(["d", "b", "c", "a"]);
  });
});
