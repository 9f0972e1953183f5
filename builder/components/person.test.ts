import { expect, it } from "vitest";
import { initials, tintOf } from "./person.ts";

it("initials are of the first and the last name", () => {
  expect(initials("Dana Whitfield")).toBe("DW");
  expect(initials("  Luis de la Peña ")).toBe("LP");
  expect(initials("élodie")).toBe("É");
  expect(initials("Hartwell & Ruiz")).toBe("HR");
  expect(initials("")).toBe("?");
});

it("a person keeps their tint", () => {
  expect(tintOf("Dana Whitfield")).toBe(tintOf("Dana Whitfield"));
});
