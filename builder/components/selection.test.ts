import { describe, expect, it } from "vitest";
import { noSelection, selectAll, toggle, toggleRange } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];

describe("selecting rows", () => {
  it("turns one row on and off again", () => {
    const once = toggle(noSelection, "b");
    expect([...once.keys]).toEqual(["b"]);
    expect([...toggle(once, "b").keys]).toEqual([]);
  });

  it("reaches with Shift from the row pressed last, in either direction", () => {
    expect([...toggleRange(toggle(noSelection, "d"), order, "b").keys].sort()).toEqual(["b", "c", "d"]);
  });

  it("keeps what was selected before a Shift selection", () => {
    const before = toggle(toggle(noSelection, "a"), "c");
    expect([...toggleRange(before, order, "e").keys].sort()).toEqual(["a", "c", "d", "e"]);
  });

  it("is a plain press when the row pressed last is no longer shown", () => {
    expect([...toggleRange({ keys: new Set(), anchor: "gone" }, order, "b").keys]).toEqual(["b"]);
  });

  it("takes all rows shown", () => {
    expect(selectAll(order).keys.size).toBe(5);
  });
});
