import { expect, it } from "vitest";
import type { FieldChoice } from "../api/fields.ts";
import { valueFor } from "./valueFor.ts";

const field = (type: FieldChoice["type"], options?: string[]): FieldChoice => ({
  ...{ path: "matter.own", label: "Own", group: "Matter", type },
  ...(options ? { options: options.map((value) => ({ value, label: value })) } : {}),
});

it("a field that is chosen is set to something it can hold: yes or no never to an empty text that reads as no", () => {
  expect(valueFor(field("boolean"), "")).toBe(true);
  expect(valueFor(field("boolean"), false)).toBe(false);
  expect(valueFor(field("number"), "soon")).toBe(0);
  expect(valueFor(field("date"), "soon")).toBe("");
  expect(valueFor(field("text", ["low", "high"]), "soon")).toBe("");
  expect(valueFor(field("text"), true)).toBe("");
});

it("what was said before is kept where the other field can hold it, and whatever is worked out from facts", () => {
  expect(valueFor(field("text"), "soon")).toBe("soon");
  expect(valueFor(field("text", ["low", "high"]), "high")).toBe("high");
  expect(valueFor(field("date"), { var: "matter.closingDate" })).toEqual({ var: "matter.closingDate" });
});
