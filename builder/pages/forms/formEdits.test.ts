import { describe, expect, it } from "vitest";
import { asKind, keyFor, moved, optionsFrom, simpleWhen, textIn, withText } from "./formEdits.ts";

describe("editing a form", () => {
  it("makes a question's key once from its words, and never one that is taken", () => {
    expect(keyFor("Your date of birth", [])).toBe("yourDateOfBirth");
    expect(keyFor("¿Cuándo nació?", ["cuandoNacio"])).toBe("cuandoNacio2");
    expect(keyFor("18 or older?", [])).toBe("question");
    expect(keyFor("Spouse", [])).toBe("spouse2");
  });

  it("keeps the value of an answer that is only called something else", () => {
    const before = [
      { value: "both", label: { en: "Both of ours", es: "De los dos" } },
      { value: "mine", label: "Mine" },
    ];
    expect(optionsFrom("Both of us\nMine", before, "en")).toEqual([
      { value: "both", label: { en: "Both of us", es: "De los dos" } },
      before[1],
    ]);
    expect(optionsFrom("Mine\nSomebody else's\nBoth of ours", before, "en").map(({ value }) => value)).toEqual([
      "mine",
      "somebodyElses",
      "both",
    ]);
  });

  it("writes a text in one language and leaves the other", () => {
    expect(withText("Name", "es", "Nombre")).toEqual({ en: "Name", es: "Nombre" });
    expect(withText({ en: "Name", es: "Nombre" }, "es", "")).toBe("Name");
    expect(textIn("Name", "es")).toBe("");
  });

  it("keeps what two kinds have in common", () => {
    const asked = { kind: "text", key: "a", label: "A", required: true, lines: 3, saveTo: "contact.a" } as const;
    expect(asKind(asked, "date")).toEqual({ kind: "date", key: "a", label: "A", required: true, saveTo: "contact.a" });
  });

  it("moves a question no further than the ends", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  });

  it("understands a condition on one answer and leaves others alone", () => {
    expect(simpleWhen({ "==": [{ var: "married" }, true] })).toEqual({ key: "married", value: true });
    expect(simpleWhen({ and: [] })).toBeNull();
  });
});
