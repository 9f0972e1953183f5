import { describe, expect, it } from "vitest";
import { againKey, enrols, matchingTrigger, startedBefore } from "../enrol.ts";
import { aFlow, is } from "../testing/flow.ts";
import { triggersOf } from "../triggers.ts";
import type { Facts, RunEvent } from "../types.ts";

const subject = { kind: "matter", matterId: "m1" } as const;
const facts: Facts = { firm: { zone: "America/New_York" }, matter: { id: "m1", caseType: "estate" } };
const now = "2026-01-05T15:00:00.000Z";
const hired: RunEvent = { id: "e1", type: "matter.stageChanged", at: now, data: { to: "hired" } };
const flow = (enrol: object) =>
  aFlow({ enrol: { on: [{ event: "matter.stageChanged", where: is("event.to", "hired") }], again: "never", ...enrol } }).build();

describe("rule 12: again", () => {
  it("rule 12: an event starts a run when a trigger and the flow's own condition hold", () => {
    expect(enrols(flow({}), hired, facts, now)).toBe(true);
    expect(enrols(flow({}), { ...hired, data: { to: "lost" } }, facts, now)).toBe(false);
    expect(enrols(flow({ where: is("matter.caseType", "crime") }), hired, facts, now)).toBe(false);
    expect(matchingTrigger(flow({ on: [{ event: "form.submitted" }, { event: "matter.stageChanged" }] }), hired, facts, now)).toBe(1);
  });

  it("rule 12: a condition that became true starts a run, and only by the event that turned it", () => {
    const vip = flow({ on: [{ becomes: is("matter.caseType", "estate") }] });
    const changed = { ...hired, type: "matter.changed", data: { paths: ["matter.caseType"] } };
    const [only] = triggersOf(vip).becoming;
    expect(enrols(vip, changed, facts, now, { turned: new Set([only?.key ?? ""]) })).toBe(true);
    expect(enrols(vip, changed, facts, now)).toBe(false);
  });

  it("rule 12: never is one run for a subject; afterEnd one that is open; always one for an event", () => {
    expect(againKey(flow({}), subject, hired)).toEqual({ key: "flow|matter:m1", whileOpen: false });
    expect(againKey(flow({ again: "afterEnd" }), subject, hired)).toEqual({ key: "flow|matter:m1", whileOpen: true });
    expect(againKey(flow({ again: "always" }), subject, hired)).toEqual({ key: "flow|matter:m1|e1", whileOpen: false });
    expect(againKey(flow({ again: { after: "P90D" } }), subject, hired)).toEqual({
      key: "flow|matter:m1|e1",
      whileOpen: false,
      after: "P90D",
    });
    expect(startedBefore("P90D", now, "America/New_York")).toBe("2025-10-07T14:00:00.000Z");
  });
});
