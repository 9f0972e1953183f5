import { describe, expect, it } from "vitest";
import { aFlow } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

const hearing = (more = {}) =>
  aFlow()
    .wait({ field: "matter.hearing", before: "P3D", at: "08:00", ...more }, "wait")
    .email("reminder", { next: "done" })
    .end("done", "completed")
    .email("late", { next: "done" })
    .email("undated", { next: "done" });
const on = (date: string | null) => ({ facts: { matter: { id: "m1", ...(date ? { hearing: date } : {}) } } });

describe("rule 6: dates move", () => {
  it("rule 6: a wait on a date follows it", () => {
    const run = new Lab(hearing(), on("2026-02-10")).to("2026-01-20 10:00").set("matter.hearing", "2026-03-12").to("2026-04-01 10:00");
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 wait waiting, until Feb 7 08:00",
      "Jan 20 10:00 wait replanned, until Mar 9 08:00",
      "Mar 9 08:00 wait woke",
      "Mar 9 08:00 reminder sent",
      "Mar 9 08:00 done ended, as completed",
    ]);
  });

  it("rule 6: a date that moved unheard is noticed before the reminder goes", () => {
    const run = new Lab(hearing(), on("2026-02-10"));
    Object.assign(run.facts.matter ?? {}, { hearing: "2026-03-12" });
    run.to("2026-02-08 10:00");
    expect(run.story().at(-1)).toBe("Feb 7 08:00 wait replanned, until Mar 9 08:00");
  });

  it("rule 6: moved earlier than can be kept, it goes by onPast", () => {
    const run = new Lab(hearing({ onPast: "late" }), on("2026-02-10")).to("2026-01-20 10:00").set("matter.hearing", "2026-01-22");
    expect(run.story().slice(2)).toEqual([
      "Jan 20 10:00 wait replanned, The date moved into the past.",
      "Jan 20 10:00 wait woke, to late, “matter.hearing” is already past (2026-01-19T13:00:00.000Z).",
      "Jan 20 10:00 late sent",
      "Jan 20 10:00 done ended, as completed",
    ]);
  });

  it("rule 6: cleared, it goes by onMissing", () => {
    const run = new Lab(hearing({ onMissing: "undated" }), on("2026-02-10")).set("matter.hearing", null);
    expect(run.story()).toContain("Jan 5 10:00 undated sent");
  });

  it.each([
    ["missing", null, "“matter.hearing” has no date. Enter a date and retry, or skip, jump or cancel."],
    ["past", "2025-12-01", "“matter.hearing” is already past (2025-11-28T13:00:00.000Z). Enter a date and retry, or skip, jump or cancel."],
    [
      "nonsense",
      "soon",
      "This wait cannot be planned: “matter.hearing” holds “soon”, which is not a date. Correct it, then retry, skip or jump.",
    ],
    [
      "before 1900",
      "0026-02-10",
      "This wait cannot be planned: “matter.hearing” holds “0026-02-10”, a date before 1900. Correct it, then retry, skip or jump.",
    ],
  ])("rule 6: a %s date without an outlet needs staff, who correct it and retry", (_what, date, reason) => {
    const run = new Lab(hearing(), on(date));
    expect(run.story().at(-1)).toBe(`Jan 5 10:00 wait attention, ${reason}`);
    expect(run.state.status).toBe("attention");
    run.set("matter.hearing", "2026-02-10").command({ do: "retry" });
    expect(run.story().at(-1)).toBe("Jan 5 10:00 wait waiting, until Feb 7 08:00");
  });

  it("rule 6: a wait already ended does not reopen", () => {
    const run = new Lab(hearing().wait("P30D"), on("2026-01-10")).to("2026-01-08 10:00");
    const before = run.story().length;
    run.set("matter.hearing", "2026-05-01");
    expect(run.story().length).toBe(before);
  });

  it("rule 6: an appointment booked here moves, and what was planned from it follows", () => {
    const flow = aFlow().appointment("book").wait({ field: "steps.book.startsAt", before: "P1D" }, "dayBefore").email("reminder");
    const run = new Lab(flow);
    run.event("occasion.planned", { kind: "appointment", at: "2026-01-20T15:00:00Z" }, { requestId: "rq1", occasionId: "o1" });
    expect(run.story().at(-1)).toBe("Jan 5 10:00 dayBefore waiting, until Jan 19 10:00");
    run.event("occasion.moved", { kind: "appointment", at: "2026-01-27T18:00:00Z" }, { occasionId: "o1" });
    expect(run.story().at(-1)).toBe("Jan 5 10:00 dayBefore replanned, until Jan 26 13:00");
    run.event("occasion.cancelled", { kind: "appointment", at: "2026-01-27T18:00:00Z" }, { occasionId: "o1" });
    expect(run.story().slice(-2)).toEqual([
      "Jan 5 10:00 dayBefore replanned, The date is gone.",
      "Jan 5 10:00 dayBefore attention, “steps.book.startsAt” has no date. Enter a date and retry, or skip, jump or cancel.",
    ]);
  });

  it("rule 6: a holiday entered later moves a wait that counts business days", () => {
    const run = new Lab(aFlow().wait({ for: "P1D", businessDays: true }, "wait"));
    run.facts.firm.holidays = ["2026-01-06"];
    run.event("matter.changed", { paths: [] });
    expect(run.story().at(-1)).toBe("Jan 5 10:00 wait replanned, until Jan 7 10:00");
  });
});
