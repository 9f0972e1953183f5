import { describe, expect, it } from "vitest";
import type { Block, MessageContent } from "./blocks.ts";
import { compileMessage } from "./compile.ts";

const message = (body: Block[], more: object = {}): MessageContent => ({
  name: "Welcome",
  purpose: "transactional",
  variants: { en: { subject: "Welcome", body, ...more } },
});
const compiled = async (body: Block[], more: object = {}) => {
  const { en } = await compileMessage(message(body, more));
  if (!en) throw new Error("not compiled");
  return en;
};

describe("a message that is saved", () => {
  it("carries its pictures inside itself, with words for whoever does not see them, in both its parts", async () => {
    const { html, text } = await compiled([
      { type: "image", file: "fil_1", alt: "Our office & garden", width: 200, to: "https://hartwellruiz.example/office" },
      { type: "divider" },
    ]);
    expect(html).toContain('src="cid:fil_1@picture"');
    expect(html).toContain('alt="Our office &amp; garden"');
    expect(html).toContain('href="https://hartwellruiz.example/office"');
    expect(text).toContain("Our office & garden:\nhttps://hartwellruiz.example/office\n\n- - -");
  });
  it("has the plain part somebody wrote, and the firm's lines and the way out below it all the same", async () => {
    const { text, fields } = await compiled([{ type: "text", text: "Dear {{ contact.firstName }}" }], {
      plain: "Hello {{ contact.lastName }}, in my own words.",
    });
    expect(text).toMatch(/^Hello {{ contact.lastName }}, in my own words\.\n\n--\n/);
    expect(text).toContain("{{ mail.preferencesUrl }}");
    expect(text).not.toContain("Dear");
    expect(fields).toEqual(["contact.firstName", "contact.lastName"]);
  });
  it("says how it looks in a dark mail program", async () => {
    const { html } = await compiled([{ type: "text", text: "Hello" }]);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toMatch(/@media \(prefers-color-scheme: dark\)[\s\S]*\{\{ mail\.light \}\}/);
  });
});

describe("what could do harm", () => {
  const refused = (body: unknown[], path: string, words: RegExp, more: object = {}) =>
    expect(compileMessage(message(body as Block[], more))).rejects.toMatchObject({
      errors: expect.arrayContaining([{ path, message: expect.stringMatching(words) }]),
    });
  it("is refused with the field it is in: a program, a link to one, an address that leads to one", async () => {
    await refused([{ type: "text", text: "Dear <script>alert(1)</script>" }], "/content/variants/en/body/0/text", /Programs can't stand/);
    await refused([{ type: "note", text: "[Here](javascript:alert)" }], "/content/variants/en/body/0/text", /could run a program/);
    await refused([{ type: "list", items: ["fine", "< ScRipt src=x>"] }], "/content/variants/en/body/0/items/1", /Programs can't stand/);
    await refused(
      [
        { type: "text", text: "fine" },
        { type: "button", label: "Here", to: " javascript:alert(1)" },
      ],
      "/content/variants/en/body/1/to",
      /no address to lead to/,
    );
    await refused([{ type: "image", file: "fil_1", alt: "x", to: "data:text/html,x" }], "/content/variants/en/body/0/to", /no address/);
  });
  it("is refused: conditions within conditions without end, in the plain part too", async () => {
    const deep = `${"{% if contact.name %}".repeat(380)}x${"{% endif %}".repeat(2)}`;
    await refused([{ type: "text", text: deep }], "/content/variants/en/body/0/text", /can't be read/);
    await refused([{ type: "text", text: "x" }], "/content/variants/en/plain", /can't be read/, { plain: "{{ contact.name " });
  });
});
