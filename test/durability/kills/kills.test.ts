import { describe, expect, it } from "vitest";
import { count } from "./count.ts";
import { measureKills } from "./kills.ts";

describe("counting mails after the killing", () => {
  const sure = (mail: string) => ({ mail, uncertain: false });
  const unsure = (mail: string) => ({ mail, uncertain: true });

  it("finds nothing wrong where each came once and the journal says so", () => {
    expect(count(["a", "b"], ["a", "b"], [sure("a"), sure("b")])).toEqual({ lost: [], doubled: [], uncertain: 0 });
  });

  it("finds what did not come, and what came without the journal's knowing", () => {
    expect(count(["a", "b"], ["b"], [sure("a")]).lost).toEqual(["a", "b"]);
  });

  it("finds what came twice or was told twice", () => {
    expect(count(["a", "b"], ["a", "a", "b"], [sure("a"), sure("b"), sure("b")]).doubled).toEqual(["a", "b"]);
  });

  it("lets pass what the journal lists as uncertain, and counts it", () => {
    expect(count(["a", "b"], ["a", "a"], [unsure("a"), unsure("b")])).toEqual({ lost: [], doubled: [], uncertain: 2 });
  });
});

// The full measure: npm run -s bench -- --json kills
describe("worker, API, dispatcher and Temporal, each killed while runs are sending", () => {
  it("lose no mail and double none", async () => {
    const { lost, doubled } = await measureKills({ parts: ["worker", "api", "dispatcher", "temporal"], times: 4, runs: 12 });
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  });
});
