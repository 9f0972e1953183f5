import { describe, expect, it } from "vitest";
import { eventFacts } from "./runFacts.ts";
import { aFlow } from "./testing/flow.ts";
import { Lab } from "./testing/lab.ts";

describe("the event that started a run", () => {
  it("can be read later on as vars.event, but for what is long", () => {
    const flow = aFlow().wait({ field: "vars.event.due", before: "P3D" }, "before").email("soon");
    const event = { id: "e1", type: "invoice.due", at: "2026-01-05T15:00:00Z", data: { number: "311", due: "2026-01-20", paths: ["a"] } };
    const run = new Lab(flow, { event });
    expect(run.story().at(-1)).toBe("Jan 5 10:00 before waiting, until Jan 17 09:00");
    expect(run.state["vars"]).toEqual({ event: { number: "311", due: "2026-01-20" } });
  });

  it("names an occasion's type as event.type", () => {
    const event = { id: "e1", type: "occasion.held", at: "2026-01-05T15:00:00Z", data: { kind: "appointment", type: "ep-design" } };
    expect(eventFacts(event)["type"]).toBe("ep-design");
  });
});
