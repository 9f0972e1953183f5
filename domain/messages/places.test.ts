import { expect, it } from "vitest";
import { places } from "./places.ts";

it("so many at a time, first come first served, also when one of them fails", async () => {
  const two = places(2);
  const begun: number[] = [];
  const goes: (() => void)[] = [];
  const work = (n: number) =>
    two(async () => {
      begun.push(n);
      await new Promise<void>((go) => goes.push(go));
      if (n === 1) throw new Error("It failed.");
      return n;
    });
  const all = Promise.allSettled([1, 2, 3, 4].map(work));
  await expect.poll(() => begun).toEqual([1, 2]);
  goes[0]?.();
  await expect.poll(() => begun).toEqual([1, 2, 3]);
  goes[1]?.();
  await expect.poll(() => begun).toEqual([1, 2, 3, 4]);
  goes[2]?.();
  goes[3]?.();
  expect((await all).map((one) => one.status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
  expect(await two(async () => "free again")).toBe("free again");
});
