import { describe, expect, it } from "vitest";
import { rolesInWords, valueInWords } from "./words.ts";

describe("words of the pages", () => {
  it("roles read as a phrase", () => {
    expect(rolesInWords(["spouse", "coClient"])).toBe("Spouse, co-client");
    expect(rolesInWords(["trustOfficer"])).toBe("Trust Officer");
  });

  it("values of a firm's own fields read without brackets", () => {
    expect(
      valueInWords([
        { name: "Ada", age: 11 },
        { name: "Emeka", age: 7 },
      ]),
    ).toBe("Ada, 11, Emeka, 7");
    expect(valueInWords(false)).toBe("No");
  });
});
