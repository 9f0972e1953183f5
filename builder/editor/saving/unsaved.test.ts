import { expect, it } from "vitest";
import { emptyGraph } from "../../../engine/graph/index.ts";
import { forgetUnsaved, keepUnsaved, readUnsaved } from "./unsaved.ts";

function aPlace(full = false) {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, value: string) {
      if (full) throw new Error("QuotaExceededError");
      kept.set(name, value);
    },
    removeItem: (name: string) => void kept.delete(name),
  };
}
const unsaved = { base: emptyGraph("k", "K"), graph: emptyGraph("k", "Changed"), at: "2026-11-25T20:00:00Z" };

it("what could not be saved is there again, for whoever drew it and for nobody else", () => {
  const place = aPlace();
  keepUnsaved(place, "stf_1", "k", unsaved);
  expect(readUnsaved(place, "stf_1", "k")).toEqual(unsaved);
  expect(readUnsaved(place, "stf_2", "k")).toBeNull();
  forgetUnsaved(place, "stf_1", "k");
  expect(readUnsaved(place, "stf_1", "k")).toBeNull();
});

it("a full computer and nonsense in its place stop nobody", () => {
  expect(() => keepUnsaved(aPlace(true), "stf_1", "k", unsaved)).not.toThrow();
  const place = aPlace();
  for (const nonsense of ["{", "null", "7", '{"base":{},"graph":{},"at":"x"}']) {
    place.kept.set("firmflow-unsaved stf_1 k", nonsense);
    expect(readUnsaved(place, "stf_1", "k")).toBeNull();
  }
});
