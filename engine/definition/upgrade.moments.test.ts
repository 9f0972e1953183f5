import { describe, expect, it } from "vitest";
import { upgrade } from "./upgrade.ts";

const flow = (wait: object) => ({ format: "firmflow/1", steps: { w: { kind: "wait", next: "d", ...wait } } });

describe("a wait for a moment", () => {
  it("may be written as `at`, and is kept as `instant`", () => {
    expect(upgrade(flow({ at: "2027-03-01T09:00" }))).toEqual(flow({ instant: "2027-03-01T09:00" }));
  });
  it("is left as written where `at` is a time of day, or not the only end", () => {
    for (const wait of [
      { for: "P1D", at: "10:00" },
      { for: "P1D", at: "2027-03-01T09:00" },
    ])
      expect(upgrade(flow(wait))).toEqual(flow(wait));
  });
});
