import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { aFlow } from "../run/testing/flow.ts";
import { lines } from "../run/testing/lines.ts";
import { type Behaviour, type ClientOptions, simulateClient } from "./client.ts";
import { type DateMove, happeningsOf } from "./moves.ts";

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

  it("may be a couple of whom one answers and the other is reminded", () => {
    const couple = { ...facts, people: { client: [facts.contact], spouse: [{ id: "bo", firstName: "Bo", email: "bo@example.com" }] } };
    const flow = aFlow()
      .form("assets", { to: ["client", "spouse"], remind: ["P3D"] })
      .build();
    const { journal } = simulateClient(flow, couple, firm, "2026-01-05T15:00:00Z", { delays: { assets: "P1D", "assets/spouse": "P5D" } });
    expect(lines(journal).filter((line) => /assets (completed|reminded)/.test(line))).toEqual([
      "Jan 6 10:00 assets completed",
      "Jan 8 10:00 assets reminded bo",
      "Jan 10 10:00 assets completed bo",
    ]);
  });

  it("makes what is waited for happen as it is waited for, and whichever of several is chosen", () => {
    const flow = aFlow()
      .event("signed", "occasion.held", { where: { "==": [{ var: "event.kind" }, "signing"] } })
      .event("paid", "invoice.paid", {
        where: { and: [{ ">": [{ var: "event.amount" }, 100] }, { in: [{ var: "event.number" }, ["A1", "A2"]] }] },
      })
      .step("answer", {
        kind: "waitForEvent",
        events: [
          { event: "contact.replied" },
          { event: "call.logged", where: { "==": [{ var: "event.outcome" }, "reached"] }, next: "called" },
        ],
      })
      .email("later", { next: "done" })
      .email("called")
      .build();
    const story = (options: ClientOptions = {}) => preview(flow, "everything", options).story.filter((line) => / (woke|sent)/.test(line));
    expect(story()).toEqual(["Jan 6 10:00 signed woke", "Jan 7 10:00 paid woke", "Jan 8 10:00 answer woke", "Jan 8 10:00 later sent"]);
    expect(story({ happens: { answer: 1 } }).at(-1)).toBe("Jan 8 10:00 called sent");
  });

  it("brings about what a flow waits to become so, where it is said when", () => {
    const flow = aFlow()
      .step("hired", {
        kind: "waitUntil",
        when: { and: [{ "==": [{ var: "matter.stage" }, "signed"] }, { contains: [{ var: "contact.tags" }, "vip"] }] },
        timeout: "P30D",
        onTimeout: "late",
      })
      .email("thanks", { next: "done" })
      .end("done", "completed")
      .email("late", { next: "done" })
      .build();
    const sent = (behaviour: Behaviour) => preview(flow, behaviour).story.filter((line) => line.includes("sent"));
    expect(sent({ delays: { hired: "P5D" } })).toEqual(["Jan 10 10:00 thanks sent"]);
    expect(sent("everything")).toEqual(["Feb 4 10:00 late sent"]);
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
    expect(what({ book: "moves" })).toEqual(["Jan 20 11:00 over woke"]);
  });

  it("may move what they booked, and what counts from it is planned anew", () => {
    const flow = aFlow().appointment("book").wait({ field: "steps.book.startsAt", before: "P1D" }, "before").email("reminder").build();
    expect(preview(flow, "everything", { booked: { book: "moves" } }).story.slice(3)).toEqual([
      "Jan 6 10:00 before waiting, until Jan 12 10:00",
      "Jan 7 10:00 before replanned, until Jan 19 10:00",
      "Jan 19 10:00 before woke",
      "Jan 19 10:00 reminder sent",
      "Jan 19 10:00 done ended, as completed",
    ]);
  });
});

describe("a date that is changed on the way", () => {
  const hearing = { id: "o1", kind: "hearing", at: "2026-02-10T15:00:00Z", state: "planned" };
  const story = (definition: Parameters<typeof simulateClient>[0], ...moves: DateMove[]) =>
    lines(
      simulateClient(definition, { ...facts, occasion: hearing }, firm, "2026-01-05T15:00:00Z", "nothing", {
        happenings: happeningsOf(moves),
      }).journal,
    );
  const onTheDay = aFlow({ subject: "occasion" })
    .wait({ field: "occasion.at", before: "P3D", onMissing: "off", onPast: "off" }, "wait")
    .email("reminder", { next: "done" })
    .end("done", "completed")
    .email("off", { next: "done" })
    .exit({ id: "x1", on: "occasion.cancelled" })
    .build();

  it("is planned anew on the day it is changed, as often as it is", () => {
    const moves: DateMove[] = [
      { path: "occasion.at", on: "2026-01-30T14:00:00Z", to: "2026-03-03T15:00:00Z" },
      { path: "occasion.at", on: "2026-01-20T14:00:00Z", to: "2026-02-17T15:00:00Z" },
    ];
    expect(story(onTheDay, ...moves).slice(1)).toEqual([
      "Jan 5 10:00 wait waiting, until Feb 7 10:00",
      "Jan 20 09:00 wait replanned, until Feb 14 10:00",
      "Jan 30 09:00 wait replanned, until Feb 28 10:00",
      "Feb 28 10:00 wait woke",
      "Feb 28 10:00 reminder sent",
      "Feb 28 10:00 done ended, as completed",
    ]);
  });

  it("that is called off is a cancelled occasion, and a field without a date", () => {
    expect(story(onTheDay, { path: "occasion.at", on: "2026-01-20T14:00:00Z", to: null })).toContainEqual(
      expect.stringMatching(/^Jan 20 09:00 exited/),
    );
    const closing = aFlow()
      .wait({ field: "matter.closingDate", before: "P3D", onMissing: "off", onPast: "off" }, "wait")
      .email("reminder", { next: "done" })
      .end("done", "completed")
      .email("off", { next: "done" })
      .build();
    const matter = { ...facts.matter, closingDate: "2026-02-10" };
    const called = simulateClient(closing, { ...facts, matter }, firm, "2026-01-05T15:00:00Z", "nothing", {
      happenings: happeningsOf([{ path: "matter.closingDate", on: "2026-01-20T14:00:00Z", to: null }]),
    });
    expect(lines(called.journal).slice(2)).toEqual([
      "Jan 20 09:00 wait replanned, The date is gone.",
      expect.stringMatching(/^Jan 20 09:00 wait woke, to off/),
      "Jan 20 09:00 off sent",
      "Jan 20 09:00 done ended, as completed",
    ]);
  });
});
