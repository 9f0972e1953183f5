import { describe, expect, it } from "vitest";
import { aFlow, hours } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 8: windows", () => {
  it("rule 8: marketing goes in the flow's window", () => {
    const run = new Lab(
      aFlow()
        .window({ days: ["tue"], from: "10:00", to: "16:00" })
        .marketing("news")
        .email("update"),
    ).to("2026-01-20 10:00");
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 news waiting, until Jan 6 10:00, Outside of the hours for sending.",
      "Jan 6 10:00 news sent",
      "Jan 6 10:00 update sent",
      "Jan 6 10:00 done ended, as completed",
    ]);
  });

  it("rule 8: and never on the firm's holidays, with a window or without", () => {
    const windowed = new Lab(aFlow().window(hours).marketing("news"), { at: "2026-01-19 10:00" }).to("2026-01-21 10:00");
    expect(windowed.story()).toContain("Jan 20 09:00 news sent");
    const free = new Lab(aFlow().marketing("news"), { at: "2026-01-19 10:30" }).to("2026-01-21 10:00");
    expect(free.story()).toContain("Jan 20 10:30 news sent");
  });

  it("rule 8: transactional mail goes at any hour, unless its own step says when", () => {
    const run = new Lab(aFlow().window(hours).email("update").email("note", { window: hours }), { at: "2026-01-10 23:00" }).to(
      "2026-01-13 10:00",
    );
    expect(run.story().slice(1, 4)).toEqual([
      "Jan 10 23:00 update sent",
      "Jan 10 23:00 note waiting, until Jan 12 09:00, Outside of the hours for sending.",
      "Jan 12 09:00 note sent",
    ]);
  });
});
