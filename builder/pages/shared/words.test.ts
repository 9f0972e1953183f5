import { describe, expect, it } from "vitest";
import { phoneInWords, rolesInWords, valueInWords } from "./words.ts";

describe("words of the pages", () => {
  it("roles read as a phrase", () => {
    expect(rolesInWords(["spouse", "coClient"])).toBe("Spouse, co-client");
    expect(rolesInWords(["trustOfficer"])).toBe("Trust Officer");
  });

  it("phones read as people write them", () => {
    expect(phoneInWords("+15185550142")).toBe("(518) 555-0142");
    expect(phoneInWords("+442079460018")).toBe("+44 20 7946 0018");
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
