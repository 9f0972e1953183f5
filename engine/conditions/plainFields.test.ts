import fc from "fast-check";
import { Liquid } from "liquidjs";
import { expect, it } from "vitest";
import { plainFields } from "./plainFields.ts";

const liquid = new Liquid({ ownPropertyOnly: true, strictFilters: true });
const read = (text: string) => plainFields(text, (name) => Object.hasOwn(liquid.filters, name));

/** What Liquid finds when it looks at all of it; nothing when it cannot read it. */
function asLiquid(text: string): string[] | null {
  try {
    const segments = liquid.globalVariableSegmentsSync(liquid.parse(text), { partials: false });
    return [...new Set(segments.map((parts) => parts.map(String).join(".")))];
  } catch {
    return null;
  }
}

it("plain merge fields are read at a glance", () => {
  const text = `Dear {{ contact.firstName | default: "client" }}, on {{- matter.hearing | date: '%B' | upcase -}}: {{matter.hearing}} }}`;
  expect(read(text)).toEqual(["contact.firstName", "matter.hearing"]);
  expect(read("No field at all")).toEqual([]);
});

it.each([
  "{% if contact.vip %}a{% endif %}",
  "{{ contact.firstName ",
  "{{ contact.firstName | shout }}",
  "{{ contact.firstName | default: matter.name }}",
  "{{ contact['firstName'] }}",
  "{{ empty.x }}",
  "{{ contact.firstName }}{{",
])("Liquid itself looks at %s", (text) => {
  expect(read(text)).toBeNull();
});

it("what is read at a glance is what Liquid finds, whatever the text", () => {
  const parts = [
    "{{",
    "}}",
    "-",
    " ",
    "contact.firstName",
    "a.b",
    "or.x",
    "not.x",
    "true.x",
    ".",
    "|",
    "default",
    "date",
    ":",
    '"x"',
    "'y'",
    '"',
    "1",
    "[",
  ];
  const text = fc
    .array(fc.constantFrom(...parts, "{{ a.b | default: 'c' }}", "{{ c.d }}", "text "), { maxLength: 14 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(text, (one) => {
      const glance = read(one);
      if (glance !== null) expect(glance).toEqual(asLiquid(one));
    }),
    { numRuns: 5000 },
  );
});
