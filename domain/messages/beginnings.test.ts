import { describe, expect, it } from "vitest";
import { questionWords } from "../inputs/index.ts";
import { beginningOf, beginningsOf, saysAll } from "./beginnings.ts";

const hearing = {
  channel: "email" as const,
  subject: "Your hearing (Thursday)",
  to: { name: "Luis Peña", address: "luis@pena.example" },
};
const text = { channel: "text" as const, subject: "We meet at 10.", to: { name: "Li Wu", address: "+15185550142" } };

describe("a message is looked for", () => {
  it.each(["hearing", "HEAR", "thu", "peña", "pena", "luis@pe", "example", "luis hearing", "your", "Peñ"])(
    "and found by “%s”",
    (question) => {
      const words = questionWords(question);
      expect(saysAll(hearing, words)).toBe(true);
      for (const word of words) expect(beginningsOf(hearing)).toContain(beginningOf(word));
    },
  );
  it.each(["+1 518 555 0142", "5185550142", "0142", "li", "wu", "10"])("and a text found by “%s”", (question) => {
    const words = questionWords(question);
    expect(saysAll(text, words)).toBe(true);
    for (const word of words) expect(beginningsOf(text)).toContain(beginningOf(word));
  });
  it.each(["earing", "luis divorce", ".*", "hearings"])("and not found by “%s”", (question) => {
    expect(saysAll(hearing, questionWords(question))).toBe(false);
  });
  it("and keeps few beginnings, however long its subject", () => {
    expect(beginningsOf({ ...hearing, subject: "word ".repeat(500) }).length).toBeLessThan(20);
    const many = Array.from({ length: 500 }, (_, one) => `other${one}x`).join(" ");
    expect(beginningsOf({ ...hearing, subject: many }).length).toBeLessThanOrEqual(130);
  });
});
