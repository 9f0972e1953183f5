import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { aFlow } from "../run/testing/flow.ts";
import { lines } from "../run/testing/lines.ts";
import { type Behaviour, type ClientOptions, simulateClient } from "./client.ts";

const firm = { zone: "America/New_York" };
const facts = { contact: { id: "client", firstName: "Ann", email: "ann@example.com" }, matter: { id: "m1", stage: "hired" } };

function preview(definition: Parameters<typeof simulateClient>[0], behaviour: Behaviour, options: ClientOptions = {}) {
  const { outcome, journal } = simulateClient(definition, facts, firm, "2026-01-05T15:00:00Z", behaviour, options);
  return { outcome, story: lines(journal) };
}

describe("an imagined client", () => {
  it("who does everything is asked once for each thing", () => {
    expect(preview(exampleDefinition(), "everything").story.slice(2)).toEqual([
      "Jan 5 10:00 assets requested, until Jan 26 10:00",
      "Jan 6 10:00 assets completed",
      "Jan 6 10:00 book requested, until Jan 27 10:00",
      "Jan 7 10:00 book completed",
      "Jan 7 10:00 done ended, as completed",
    ]);
  });

  it("who does nothing is reminded, given up on and called by staff", () => {
    const { outcome, story } = preview(exampleDefinition(), "nothing");
    expect(story.filter((line) => line.includes("reminded"))).toHaveLength(3);
    expect(story).toContain("Jan 27 10:00 callTask completed");
    expect(outcome).toBe("completed");
  });

  it("who does half of it answers every other request, late", () => {
    expect(preview(exampleDefinition(), "half").story.slice(2)).toEqual([
      "Jan 5 10:00 assets requested, until Jan 26 10:00",
      "Jan 8 10:00 assets reminded",
      "Jan 9 10:00 assets completed",
      "Jan 9 10:00 book requested, until Jan 30 10:00",
      "Jan 30 10:00 book gaveUp",
      "Jan 30 10:00 done ended, as completed",
    ]);
  });

  it("may have delays of their own, and staff who never get to it", () => {
    const { outcome, story } = preview(exampleDefinition(), { delays: { assets: null, "*": "P2D" } }, { staff: null });
    expect(outcome).toBe("running");
    expect(story.at(-1)).toBe("Jan 26 10:00 callTask waiting");
  });

  it("comes to what they booked, and flows that count from it follow", () => {
    const flow = aFlow()
      .appointment("book")
      .wait({ field: "steps.book.startsAt", before: "P1D" }, "before")
      .email("reminder")
      .event("held", "occasion.held")
      .build();
    expect(preview(flow, "everything").story.slice(1)).toEqual([
      "Jan 5 10:00 book requested",
      "Jan 6 10:00 book completed",
      "Jan 6 10:00 before waiting, until Jan 12 10:00",
      "Jan 12 10:00 before woke",
      "Jan 12 10:00 reminder sent",
      "Jan 12 10:00 held waiting",
      "Jan 13 11:00 held woke",
      "Jan 13 11:00 done ended, as completed",
    ]);
  });

  it("may call off what they booked, or just not come", () => {
    const flow = aFlow()
      .appointment("book")
      .step("over", {
        kind: "waitForEvent",
        events: [{ event: "occasion.held" }, { event: "occasion.cancelled" }, { event: "occasion.missed" }],
      })
      .build();
    const what = (booked: ClientOptions["booked"]) =>
      preview(flow, "everything", booked ? { booked } : {}).story.filter((line) => line.includes("over woke"));
    expect(what(undefined)).toEqual(["Jan 13 11:00 over woke"]);
    expect(what({ book: "cancels" })).toEqual(["Jan 7 10:00 over woke"]);
    expect(what({ book: "misses" })).toEqual(["Jan 13 11:00 over woke"]);
  });
});
