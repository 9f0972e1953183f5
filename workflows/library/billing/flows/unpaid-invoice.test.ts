import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("unpaid-invoice");
const facts = {
  contact: { id: "client", firstName: "Tomás", name: "Tomás Vega", email: "tomas@vega.example" },
  vars: { event: { number: "2026-311", amount: 1850, due: "2026-12-10" } },
};
/** When the firm is told of what falls due in three days. */
const early = "2026-12-07T06:00:00Z";
const told = (story: string[]) => story.filter((line) => / (sent|created)/.test(line));
const happens = (event: string, at: string, number = "2026-311") => ({ happenings: [{ at, event, data: { number, amount: 1850 } }] });
const paid = (at: string, number?: string) => happens("invoice.paid", at, number);
const withdrawn = (at: string, number?: string) => happens("invoice.withdrawn", at, number);

describe("Unpaid invoice", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  it("reminds whoever does nothing 3 days before, 1, 7 and 14 after, then staff call", () => {
    const { outcome, story } = lived(flow, facts, early, "nothing");
    expect(told(story)).toEqual([
      "Dec 7 10:00 soon sent",
      "Dec 11 10:00 late1 sent",
      "Dec 17 10:00 late7 sent",
      "Dec 24 10:00 late14 sent",
      "Dec 30 09:00 callTask created",
    ]);
    expect(outcome).toBe("called");
  });

  it("leaves whoever pays at once alone", () => {
    const { outcome, story } = lived(flow, facts, early, "everything", paid("2026-12-08T15:00:00Z"));
    expect({ outcome, told: told(story) }).toEqual({ outcome: "exited", told: ["Dec 7 10:00 soon sent"] });
  });

  it("stops half way for whoever pays late, and not for another invoice", () => {
    expect(told(lived(flow, facts, early, "half", paid("2026-12-12T15:00:00Z")).story)).toHaveLength(2);
    expect(told(lived(flow, facts, early, "half", paid("2026-12-12T15:00:00Z", "2026-298")).story)).toHaveLength(5);
  });

  it("stops when the invoice is withdrawn, and not for another one", () => {
    const { outcome, story } = lived(flow, facts, early, "nothing", withdrawn("2026-12-12T15:00:00Z"));
    expect({ outcome, told: told(story) }).toEqual({ outcome: "exited", told: ["Dec 7 10:00 soon sent", "Dec 11 10:00 late1 sent"] });
    expect(told(lived(flow, facts, early, "nothing", withdrawn("2026-12-12T15:00:00Z", "2026-298")).story)).toHaveLength(5);
  });

  it("sends the first reminder late rather than not at all when it was told of it in the afternoon", () => {
    expect(told(lived(flow, facts, "2026-12-07T20:00:00Z", "nothing").story)[0]).toBe("Dec 7 15:00 soon sent");
  });

  it("begins for an invoice that is first told of when it is overdue, with the reminders still to come, and not a second time for one that was told to be due", () => {
    expect(flow.enrol.on).toEqual([
      { event: "invoice.due" },
      { event: "invoice.overdue", where: { "==": [{ var: "event.first" }, true] } },
    ]);
    expect(told(lived(flow, facts, "2026-12-13T06:00:00Z", "nothing").story)).toEqual([
      "Dec 17 10:00 late7 sent",
      "Dec 24 10:00 late14 sent",
      "Dec 30 09:00 callTask created",
    ]);
    const overdue = (first: boolean) => ({
      happenings: [{ at: "2026-12-12T15:00:00Z", event: "invoice.overdue", data: { number: "2026-311", first } }],
    });
    expect(lived(flow, facts, early, "nothing", overdue(true)).outcome).toBe("exited");
    expect(lived(flow, facts, early, "nothing", overdue(false)).outcome).toBe("called");
  });
});
