import { expect, it } from "vitest";
import { forgetUnsaved, type Kept, keepUnsaved, keysKept, readUnsaved } from "./unsaved.ts";

interface Words extends Kept {
  words: string;
}
const isWhole = ({ words }: Partial<Words>) => typeof words === "string";

function aPlace(full = false) {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, value: string) {
      if (full) throw new Error("QuotaExceededError");
      kept.set(name, value);
    },
    removeItem: (name: string) => void kept.delete(name),
  };
}
const unsaved: Words = { words: "Please park behind the house.", at: "2026-11-25T20:00:00Z" };

it("what was not saved is there again, for whoever wrote it and for nobody else", () => {
  const place = aPlace();
  keepUnsaved(place, "stf_1", "message parking", unsaved);
  expect(readUnsaved(place, "stf_1", "message parking", isWhole)).toEqual(unsaved);
  expect(readUnsaved(place, "stf_2", "message parking", isWhole)).toBeNull();
  forgetUnsaved(place, "stf_1", "message parking");
  expect(readUnsaved(place, "stf_1", "message parking", isWhole)).toBeNull();
});

it("all that is kept of one sort is found, and nobody else's", () => {
  const place = aPlace();
  for (const what of ["message parking", "form intake", "message where-to-park", "parking"]) keepUnsaved(place, "stf_1", what, unsaved);
  keepUnsaved(place, "stf_2", "message theirs", unsaved);
  expect(keysKept(place, "stf_1", "message")).toEqual(["parking", "where-to-park"]);
});

it("a full computer and nonsense in its place stop nobody", () => {
  expect(() => keepUnsaved(aPlace(true), "stf_1", "k", unsaved)).not.toThrow();
  const place = aPlace();
  for (const nonsense of ["{", "null", "7", '{"words":7,"at":"2026-11-25T20:00:00Z"}', '{"words":"x","at":"x"}', '{"words":"x"}']) {
    place.kept.set("firmflow-unsaved stf_1 k", nonsense);
    expect(readUnsaved(place, "stf_1", "k", isWhole)).toBeNull();
  }
});
