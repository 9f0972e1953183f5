import { describe, expect, it } from "vitest";
import { advance } from "../advance.ts";
import { start } from "../start.ts";
import { aFlow } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 1: a run stays on its version", () => {
  it("rule 1: the state names steps of its version and never changes the definition it is given", () => {
    const flow = aFlow().email("welcome").wait("P3D").form("assets", { giveUpAfter: "P9D", onGiveUp: "done" }).build();
    const before = JSON.stringify(flow);
    new Lab(flow).to("2026-02-05 10:00");
    expect(JSON.stringify(flow)).toBe(before);
  });

  it("rule 1: a step that this version does not know needs staff, it is not guessed", () => {
    const flow = aFlow().wait("P1D").build();
    const state = start(flow, { runId: "r1", subject: { kind: "matter" } });
    const broken = { ...flow, start: "gone" };
    const { state: after } = advance(broken, state, { type: "start" }, { firm: { zone: "UTC" } }, "2026-01-05T15:00:00.000Z");
    expect(after.status).toBe("attention");
  });
});
