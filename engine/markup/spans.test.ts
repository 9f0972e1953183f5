import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markupOf, paragraphsOf, type Span, spansOf } from "./spans.ts";

describe("light markup", () => {
  it("is read as text, bold, italic, links and merge fields", () => {
    expect(spansOf("Dear {{ contact.firstName | default: 'there' }}, **bring {{ x.y }}**, *soon*, or [call](tel:+15185550100).")).toEqual([
      { text: "Dear " },
      { text: "{{ contact.firstName | default: 'there' }}", liquid: true },
      { text: ", " },
      { text: "bring ", bold: true },
      { text: "{{ x.y }}", liquid: true, bold: true },
      { text: ", " },
      { text: "soon", italic: true },
      { text: ", or " },
      { text: "call", href: "tel:+15185550100" },
      { text: "." },
    ]);
  });
  it("takes a link of the message as an address, and nothing that could run a program", () => {
    expect(spansOf("[Here]({{ links.request }})")).toEqual([{ text: "Here", href: "{{ links.request }}" }]);
    expect(spansOf("[Here](javascript:alert)")).toEqual([{ text: "[Here](javascript:alert)" }]);
  });
  it.each([
    "Plain, with 2 * 3 stars and [brackets].",
    "**Bring** {{ occasion.bring | default: 'a photo ID' }}.\n*New line*",
    "{% if firm.phone %}Call **{{ firm.phone }}**{% endif %}, or [write](mailto:office@hartwellruiz.example).",
    "[{{ links.label }}]({{ links.book.ep-review }})",
  ])("is the same when it was read and written again: %s", (text) => {
    expect(markupOf(spansOf(text))).toBe(text);
  });
  it("keeps looks apart that meet within a word", () => {
    const made: Span[] = [
      { text: "a", bold: true, italic: true },
      { text: "b", italic: true },
      { text: "c", bold: true },
    ];
    expect(spansOf(markupOf(made))).toEqual(made);
  });
  it("whatever was made of it in the editor is read again as it was made", () => {
    const word = fc.stringMatching(/^[a-zñ ]{0,6}[a-zñ]$/);
    const look = fc.record({
      bold: fc.boolean(),
      italic: fc.boolean(),
      href: fc.option(fc.constantFrom("https://hartwellruiz.example/a", "{{ links.request }}"), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, look), { maxLength: 6 }), (made) => {
        const spans = joined(
          made.map(
            ([text, { bold, italic, href }]): Span => ({
              text,
              ...(bold ? { bold } : {}),
              ...(italic ? { italic } : {}),
              ...(href ? { href } : {}),
            }),
          ),
        );
        expect(joined(spansOf(markupOf(spans)))).toEqual(spans);
      }),
    );
  });
  it("has a paragraph after each empty line", () => {
    expect(paragraphsOf("Dear Ngozi,\n\n \n\nthank you.\nElena")).toEqual(["Dear Ngozi,", "thank you.\nElena"]);
  });
});

function joined(spans: Span[]): Span[] {
  const out: Span[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last && last.bold === span.bold && last.italic === span.italic && last.href === span.href) last.text += span.text;
    else out.push({ ...span });
  }
  return out;
}
