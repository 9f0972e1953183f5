import { describe, expect, it } from "vitest";
import type { FirmId } from "./ids.ts";
import { remembered } from "./remembered.ts";
import { systemScope, withScope } from "./scope.ts";

const firm = (name: string) => systemScope(`firm_${name}` as FirmId);

/** Counts how often it was counted; each count is one more. */
function counter(large: boolean) {
  let counted = 0;
  return {
    times: () => counted,
    read: (of: string) =>
      withScope(firm(of), () =>
        remembered(
          "counter",
          () => large,
          async () => ++counted,
        ),
      ),
  };
}

describe("what takes long to count", () => {
  it("is counted whenever it is asked for while the firm is small", async () => {
    const small = counter(false);
    expect([await small.read("small"), await small.read("small")]).toEqual([1, 2]);
  });

  it("is told at once as it was last counted, and counted anew meanwhile", async () => {
    const large = counter(true);
    expect(await large.read("large")).toBe(1);
    expect(await large.read("large")).toBe(1);
    await expect.poll(async () => await large.read("large")).toBeGreaterThan(1);
  });

  it("is each firm's own", async () => {
    const large = counter(true);
    expect([await large.read("one"), await large.read("other")]).toEqual([1, 2]);
  });

  it("is counted again by whoever asks after a count behind the scenes failed", async () => {
    let fails = false;
    const read = () =>
      withScope(firm("failing"), () =>
        remembered(
          "failing",
          () => true,
          async () => {
            if (fails) throw new Error("away");
            return "counted";
          },
        ),
      );
    expect(await read()).toBe("counted");
    fails = true;
    await expect.poll(() => read().catch((error: Error) => error.message)).toBe("away");
  });
});
