import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("real-estate-opening");
const anne = { id: "anne", firstName: "Anne", email: "anne@lindqvist.example" };
const facts = (side?: string) => ({
  contact: anne,
  people: { client: [anne] },
  matter: {
    id: "m1",
    caseType: "real-estate",
    stage: "hired",
    inspectionBy: "2026-12-04",
    mortgageBy: "2026-12-18",
    ...(side ? { side } : {}),
  },
});
const start = "2026-11-16T15:00:00Z";

describe("Real estate: from hired to the closing date", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  it("warns of wire fraud first, asks a seller for title papers, and follows the contract's dates", () => {
    expect(lived(flow, facts("seller"), start, "everything").story).toEqual([
      "Nov 16 10:00 wireWarning entered",
      "Nov 16 10:00 wireWarning sent anne",
      "Nov 16 10:00 side branched, to sellerPapers",
      "Nov 16 10:00 sellerPapers requested anne, until Nov 30 10:00",
      "Nov 17 10:00 sellerPapers completed anne",
      "Nov 17 10:00 toContract stageMoved",
      "Nov 17 10:00 contractDates created",
      "Nov 17 10:00 contractDates waiting",
      "Nov 18 10:00 contractDates completed",
      "Nov 18 10:00 dates entered",
      "Nov 18 10:00 inspection waiting, until Dec 1 10:00",
      "Nov 18 10:00 mortgage waiting, until Dec 11 10:00",
      "Dec 1 10:00 inspection woke",
      "Dec 1 10:00 tellInspection sent anne",
      "Dec 1 10:00 inspectionTask created",
      "Dec 11 10:00 mortgage woke",
      "Dec 11 10:00 tellMortgage sent anne",
      "Dec 11 10:00 mortgageTask created",
      "Dec 11 10:00 datesOver joined",
      "Dec 11 10:00 done ended, as completed",
    ]);
    expect(flow.steps["sellerPapers"]).toMatchObject({
      files: [{ name: "Deed or owner’s title policy" }, { name: "Survey" }, { name: "Tax bill" }, { name: "Mortgage statement" }],
    });
  });

  it("reminds whoever does nothing three times, then staff call", () => {
    const { story } = lived(flow, facts("seller"), start, "nothing");
    expect(story.filter((line) => line.includes("sellerPapers")).slice(2)).toEqual([
      "Nov 18 10:00 sellerPapers reminded anne",
      "Nov 21 10:00 sellerPapers reminded anne",
      "Nov 25 10:00 sellerPapers reminded anne",
      "Nov 30 10:00 sellerPapers gaveUp",
    ]);
  });

  it("asks a buyer for other papers, and staff where nobody knows which", () => {
    expect(lived(flow, facts("buyer"), start, "half").story).toContain("Nov 16 10:00 buyerPapers requested anne, until Nov 30 10:00");
    expect(lived(flow, facts(), start, "half").story).toContain("Nov 16 10:00 side branched, to askSide");
  });
});
