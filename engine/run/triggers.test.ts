import { describe, expect, it } from "vitest";
import { aFlow, is } from "./testing/flow.ts";
import { eventAloneStarts, eventsLookedAt, givesField, triggersOf, turnedTrue } from "./triggers.ts";
import type { RunEvent } from "./types.ts";

const when = is("matter.stage", "hired");
const changed = (...paths: string[]): RunEvent => ({ id: "e1", type: "matter.changed", at: "2026-01-05T15:00:00.000Z", data: { paths } });
const flow = (...on: object[]) => aFlow({ enrol: { on, again: "never" } as never }).build();

describe("becoming true", () => {
  it("counts once for each turning: from false to true, not while it stays true", () => {
    expect(turnedTrue(when, true, { is: false }, changed("matter.stage"))).toBe(true);
    expect(turnedTrue(when, true, { is: true, by: "e0" }, changed("matter.stage"))).toBe(false);
    expect(turnedTrue(when, false, { is: true, by: "e0" }, changed("matter.stage"))).toBe(false);
  });

  it("gives the same answer when the same event is told again", () => {
    expect(turnedTrue(when, true, { is: true, by: "e1" }, changed("matter.stage"))).toBe(true);
  });

  it("where nothing is known of before, goes by what changed", () => {
    expect(turnedTrue(when, true, null, changed("matter.value"))).toBe(false);
    expect(turnedTrue(when, true, null, changed("matter.stage"))).toBe(true);
    expect(turnedTrue(when, true, null, { ...changed(), type: "matter.created", data: {} })).toBe(true);
  });
});

describe("a trigger's name", () => {
  it("stays when only its hour changes, and is another for another offset", () => {
    const key = (trigger: object) => triggersOf(flow(trigger)).dated[0]?.key;
    const month = { field: "matter.limitationDate", before: "P30D" };
    expect(key({ ...month, at: "10:00" })).toBe(key(month));
    expect(key({ ...month, before: "P20D" })).not.toBe(key(month));
  });
});

describe("what happened tells by itself whether a flow starts", () => {
  const moved = { event: "matter.stageChanged", where: is("event.to", "hired") };
  it("where its triggers read nothing but the event", () => {
    expect(eventAloneStarts(flow(moved, { event: "call.logged" }))).toBe(true);
  });
  it("not where anything reads the person or matter, their dates or their zone", () => {
    expect(eventAloneStarts(flow(moved, { event: "call.logged", where: when }))).toBe(false);
    expect(eventAloneStarts(flow(moved, { becomes: when }))).toBe(false);
    expect(eventAloneStarts(flow(moved, { field: "matter.limitationDate", before: "P30D" }))).toBe(false);
    expect(eventAloneStarts(aFlow({ enrol: { on: [moved], where: when, again: "never" } as never }).build())).toBe(false);
    expect(eventAloneStarts({ ...flow(moved), clock: { zone: "contact" } })).toBe(false);
  });
});

describe("events a flow looks at", () => {
  it("are those that start it, and those that move its dates", () => {
    expect(eventsLookedAt(flow({ event: "call.logged" }, { field: "occasion.at", before: "P1D" }, { schedule: "FREQ=DAILY" }))).toEqual([
      "call.logged",
      "occasion.changed",
      "occasion.planned",
    ]);
  });

  it("give a field its date when they name it, or make whoever has it", () => {
    expect(givesField(changed("matter.limitationDate"), "matter.limitationDate")).toBe(true);
    expect(givesField(changed("matter.value"), "matter.limitationDate")).toBe(false);
    expect(givesField({ ...changed(), type: "occasion.planned", data: {} }, "occasion.at")).toBe(true);
  });
});
