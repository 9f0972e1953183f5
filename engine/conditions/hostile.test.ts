import { describe, expect, it } from "vitest";
import { checkCondition } from "./check.ts";
import { compute, evaluate } from "./evaluate.ts";
import { checkMergeFields, renderText } from "./liquid.ts";
import { ANY_SCOPE } from "./paths.ts";

/** Conditions and texts by somebody who means harm, or by a machine gone wrong: refused in words beforehand, harmless when carried out. */

const NOW = "2026-03-10T12:00:00Z";
const facts = { contact: { firstName: "Ada", list: Array.from({ length: 5000 }, (_, index) => index) }, matter: { stage: "hired" } };
const value = (logic: unknown) => compute(logic, facts, NOW, "America/New_York");
const codes = (logic: unknown) => checkCondition(logic, ANY_SCOPE).map((finding) => finding.code);
function quickly<T>(work: () => T): T {
  const began = performance.now();
  const result = work();
  expect(performance.now() - began).toBeLessThan(3000);
  return result;
}

describe("a condition", () => {
  it("that is ten thousand levels deep is refused and holds for nobody", () => {
    let deep: unknown = true;
    for (let level = 0; level < 10_000; level++) deep = { "!": [deep] };
    expect(codes(deep)).toEqual(["conditionTooBig"]);
    expect(quickly(() => evaluate(deep as never, facts, NOW, "UTC"))).toBe(false);
  });

  it("of a hundred thousand parts is refused, and costs no more than reading it", () => {
    const part = { "==": [{ var: "matter.stage" }, "lost"] };
    const wide = { or: Array.from({ length: 100_000 }, () => part) };
    expect(quickly(() => codes(wide))).toEqual(["badCondition"]);
    const huge = { or: Array.from({ length: 90 }, () => ({ or: Array.from({ length: 90 }, () => part) })) };
    expect(quickly(() => codes(huge))).toEqual(["conditionTooBig"]);
    for (const condition of [wide, huge]) expect(quickly(() => evaluate(condition, facts, NOW, "UTC"))).toBe(false);
  });

  it("that contains itself is refused and holds for nobody", () => {
    const circle: Record<string, unknown> = {};
    circle["!"] = [circle];
    expect(codes(circle)).toEqual(["conditionTooBig"]);
    expect(quickly(() => evaluate(circle, facts, NOW, "UTC"))).toBe(false);
    const list: unknown[] = [];
    list.push(list);
    expect(quickly(() => codes({ in: ["x", list] }))).toEqual(["conditionTooBig"]);
  });

  it("cannot reach prototypes, in any way of writing the path", () => {
    const ways: unknown[] = [
      { var: "contact.constructor" },
      { var: "__proto__" },
      { var: "contact.__proto__.polluted" },
      { var: ["constructor.prototype"] },
      { var: [{ cat: ["const", "ructor"] }] },
      { map: [{ var: "contact.list" }, { var: "constructor" }] },
      { reduce: [{ var: "contact.list" }, { var: "accumulator.constructor" }, 0] },
      { var: "contact.firstName.length.constructor" },
      { val: ["contact", "constructor"] },
      { get: [{ var: "contact" }, "constructor"] },
    ];
    for (const way of ways) {
      expect(codes(way), JSON.stringify(way)).not.toEqual([]);
      expect(JSON.stringify(value(way)) ?? "", JSON.stringify(way)).not.toMatch(/function|native|Object/);
      expect(typeof value(way)).not.toBe("function");
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("that goes through lists within lists within lists comes to an end, holding for nobody", () => {
    const list = Array.from({ length: 600 }, () => true);
    const nested = { all: [list, { all: [list, { all: [list, { "==": [{ var: "" }, true] }] }] }] };
    expect(codes(nested)).toEqual([]);
    expect(quickly(() => evaluate(nested, facts, NOW, "UTC"))).toBe(false);
    expect(value({ all: [list, { some: [[1, 2], { "==": [{ var: "" }, 2] }] }] })).toBe(true);
  });

  it("that doubles a text again and again comes to an end", () => {
    const grown = { map: [{ var: "contact.list" }, { cat: ["a".repeat(50_000), "b".repeat(50_000), { var: "" }] }] };
    quickly(() => value({ cat: [grown, grown] }));
  });
});

describe("a text", () => {
  const render = (text: string) => quickly(() => renderText(text, facts));

  const endless = "It goes on without end, or grows beyond what can be sent. Shorten it, or take out what it repeats.";

  it("that loops for ever is stopped, and says what to do about it", () => {
    const loops = "{% for a in (1..100000) %}{% for b in (1..100000) %}{% for c in (1..100000) %}x{% endfor %}{% endfor %}{% endfor %}";
    expect(render(loops)).toMatchObject({ text: "", error: endless });
    expect(render("{% for a in (1..99999999999) %}x{% endfor %}").error).toBe(endless);
  });

  it("that grows without end is stopped", () => {
    const doubling = `{% assign x = "aaaaaaaaaa" %}${"{% assign x = x | append: x %}".repeat(40)}{{ x }}`;
    expect(render(doubling)).toMatchObject({ text: "", error: endless });
    expect(render(`{{ "a" | replace: "a", "${"b".repeat(2000)}" | replace: "b", "${"c".repeat(9000)}" }}`).text.length).toBeLessThan(
      20_000_000,
    );
  });

  it("cannot read what it must not: prototypes, other files, the machine", () => {
    for (const text of [
      "{{ contact.constructor.constructor }}",
      '{{ contact["__proto__"] }}',
      "{{ contact.firstName.constructor }}",
      '{% assign k = "construct" | append: "or" %}{{ contact[k] }}',
      "{{ process.env }}",
      "{{ global }}",
      "{{ this.constructor }}",
    ])
      expect(render(text).text, text).toBe("");
    for (const text of ["{% include '/etc/passwd' %}", "{% render 'x' %}", "{% layout 'x' %}", "{% block x %}{% endblock %}"]) {
      expect(render(text).error, text).toBeDefined();
      expect(checkMergeFields(text, ANY_SCOPE).map((finding) => finding.code)).toEqual(["badText"]);
    }
  });

  it("with a million braces is judged in no time", () => {
    for (const text of ["{{".repeat(40_000), "{%".repeat(40_000), `{{ ${"a.".repeat(40_000)}b }}`, "{{ a | ".repeat(20_000)])
      quickly(() => {
        expect(typeof renderText(text, facts).text).toBe("string");
        checkMergeFields(text, ANY_SCOPE);
      });
  });
});
