import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMergeFields, mergeFieldsOf, renderText } from "./liquid.ts";
import { ANY_SCOPE } from "./paths.ts";

const facts = {
  contact: { firstName: "Ada <b>", lastName: "" },
  matter: { closingDate: "2026-03-02", at: "2026-03-02T02:00:00Z", list: ["a", "b"] },
};

describe("merge fields", () => {
  it("are filled in", () => {
    expect(renderText("Dear {{ contact.firstName }},", facts)).toEqual({ text: "Dear Ada <b>,", missing: [] });
    expect(renderText("Dear {{ contact.firstName }},", facts, { html: true }).text).toBe("Dear Ada &lt;b&gt;,");
  });
  it("are reported when they come out empty without a default, also inside tags", () => {
    expect(renderText("{{ contact.lastName }}{% if contact.firstName %}{{ matter.judge }}{% endif %}", facts).missing).toEqual([
      "contact.lastName",
      "matter.judge",
    ]);
    expect(renderText('{{ contact.lastName | default: "there" }}', facts)).toEqual({ text: "there", missing: [] });
  });
  it("do not miss fields of a way not taken", () => {
    expect(renderText("{% if contact.lastName == 'x' %}{{ matter.judge }}{% endif %}ok", facts)).toEqual({ text: "ok", missing: [] });
  });
  it("show a date as the day it is and a moment in the zone", () => {
    const options = { zone: "America/New_York", now: "2026-07-01T00:00:00Z" };
    expect(renderText('{{ matter.closingDate | date: "%B %-d" }}', facts, options).text).toBe("March 2");
    expect(renderText('{{ matter.at | date: "%B %-d" }}', facts, options).text).toBe("March 1");
    expect(renderText('{{ "now" | date: "%Y-%m-%d" }}', facts, options).text).toBe("2026-06-30");
    expect(renderText('{{ matter.closingDate | date: "%A" }}', facts, { locale: "es-US" }).text).toBe("lunes");
  });
  it("cannot reach prototypes or other files", () => {
    expect(renderText("{{ contact.constructor.name }}", facts)).toEqual({ text: "", missing: ["contact.constructor.name"] });
    expect(renderText("{% include 'x' %}", facts).error).toContain("include");
  });
  it("are found in a text, loops' own names aside", () => {
    expect(mergeFieldsOf("{{ contact.firstName | upcase }}{% for x in matter.list %}{{ x }}{% endfor %}")).toEqual([
      "contact.firstName",
      "matter.list",
    ]);
  });
  it("are refused when they cannot exist or cannot be read", () => {
    const codes = (text: string) => checkMergeFields(text, ANY_SCOPE).map((finding) => finding.code);
    expect(codes("{{ contact.firstName }} {{ matter.custom }}")).toEqual([]);
    expect(codes("{{ contact.constructor }}")).toEqual(["unknownPath"]);
    expect(codes("{{ client.name }}")).toEqual(["unknownPath"]);
    expect(codes("{{ contact.firstName ")).toEqual(["badText"]);
    expect(codes("{{ contact.firstName | shout }}")).toEqual(["badText"]);
  });
  it("that cannot be read are told in words", () => {
    const told = (text: string) => renderText(text, facts).error;
    expect(told("{{ contact.firstName | shout }}")).toBe("There is no filter “shout”.");
    expect(told("{% include 'x' %}")).toBe("The tag “include” cannot be used here.");
    expect(told("{% if contact.firstName %}Dear")).toBe("The tag “if” has no end: write {% endif %} where it stops.");
    expect(told("{{ contact.firstName ")).toBe("What begins with {{ or {% is not closed by }} or %}.");
  });
  it("never throw whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("{", "}", "%", "|", " ", "a", ".", "if", '"', "for", "contact") }), (text) => {
        expect(typeof renderText(text, facts).text).toBe("string");
        checkMergeFields(text, ANY_SCOPE);
      }),
    );
  });
});
