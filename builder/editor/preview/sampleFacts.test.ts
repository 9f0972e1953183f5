import { expect, it } from "vitest";
import { aFlow } from "../../../engine/run/testing/flow.ts";
import { sampleFacts } from "./sampleFacts.ts";

it("the imagined hearing is on a Thursday at half past nine by the firm's clocks, in summer and in winter, wherever it is", () => {
  const flow = aFlow({ subject: "occasion" }).email("reminder").build();
  const at = (now: string, zone: string) => sampleFacts(flow, new Date(now), zone).occasion?.["at"];
  expect(at("2026-01-05T15:00:00Z", "America/New_York")).toBe("2026-01-29T14:30:00.000Z");
  expect(at("2026-06-27T03:00:00Z", "America/New_York")).toBe("2026-07-16T13:30:00.000Z");
  // On a Sunday, when it is Monday already in London.
  expect(at("2026-01-05T03:00:00Z", "Pacific/Honolulu")).toBe("2026-01-22T19:30:00.000Z");
});
