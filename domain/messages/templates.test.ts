import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { type Scope, withScope } from "../base/index.ts";
import type { MessageContent } from "./blocks.ts";
import { composeMail } from "./compose.ts";
import { renewLooks } from "./currentLook.ts";
import { MessageTemplateModel } from "./model.ts";
import { saveMessageTemplate } from "./templates.ts";

let database: { stop(): Promise<void> };
let scope: Scope;
beforeAll(async () => {
  database = await testDatabase();
  scope = (await aFirm()).scope;
});
afterAll(() => database.stop());

describe("a message template", () => {
  it("is not saved with broken Liquid, an unknown field or a line break in the subject", async () => {
    const save = (subject: string, text: string) =>
      saveMessageTemplate(scope, {
        key: "bad",
        content: { name: "Bad", purpose: "transactional", variants: { en: { subject, body: [{ type: "text", text }] } } },
      });
    await expect(save("Hi", "{% if contact.x %}open")).rejects.toMatchObject({
      status: 422,
      errors: [{ path: "/content/variants/en/body/0/text" }],
    });
    await expect(save("Hi {{ client.name }}", "x")).rejects.toMatchObject({
      status: 422,
      errors: [{ path: "/content/variants/en/subject" }],
    });
    await expect(save("Hi {{ contact.constructor }}", "x")).rejects.toMatchObject({ status: 422 });
    await expect(save("Hi\r\nBcc: x@y.example", "x")).rejects.toMatchObject({ status: 422 });
  });

  it("unchanged makes no new version, changed the next", async () => {
    const content = (subject: string) => ({
      name: "Two",
      purpose: "transactional" as const,
      variants: { en: { subject, body: [{ type: "text" as const, text: "x" }] } },
    });
    expect((await saveMessageTemplate(scope, { key: "two", content: content("A") })).version).toBe(1);
    expect((await saveMessageTemplate(scope, { key: "two", content: content("A") })).version).toBe(1);
    expect((await saveMessageTemplate(scope, { key: "two", content: content("B") })).version).toBe(2);
  });
});

describe("a message that was saved when mail looked different", () => {
  const content: MessageContent = {
    name: "Old",
    purpose: "transactional",
    variants: { en: { subject: "Hello", body: [{ type: "heading", text: "Your papers" }] } },
  };
  const recipient = { id: "con_1", firstName: "Ngozi", email: "ngozi@mail.example" };
  const sent = async (template: string) =>
    (await composeMail(scope, { template, templateVersion: 1, purpose: "transactional", recipient, facts: { contact: recipient } })).html;
  const stored = (key: string) => withScope(scope, () => MessageTemplateModel.findOne({ key }).sort({ version: -1 }).lean());
  /** As an earlier program left it: it wrote no print, or another one. */
  async function savedBefore(key: string, change: object = {}) {
    await saveMessageTemplate(scope, { key, content });
    const html = "<p>As it looked then</p>";
    const old = { "compiled.en.html": html, "compiled.en.madeOf": "of then", ...change };
    await withScope(scope, () => MessageTemplateModel.updateOne({ key }, { $set: old }));
  }
  const renew = async () => {
    const errors: unknown[] = [];
    await renewLooks((error) => errors.push(error), new AbortController().signal);
    return errors;
  };

  it("looks as mail looks now, from the first one sent, and is kept so once a worker has begun: the same version", async () => {
    await savedBefore("before");
    expect(await sent("before")).toContain("m-heading");
    expect((await stored("before"))?.compiled.en?.html).toContain("As it looked then");
    expect(await renew()).toEqual([]);
    const now = await stored("before");
    expect([now?.version, now?.compiled.en?.html.includes("m-heading")]).toEqual([1, true]);
    const { updatedAt } = now ?? {};
    await renew();
    expect((await stored("before"))?.updatedAt).toEqual(updatedAt);
  });

  it("and is saved again as it is: no new version is made of its look", async () => {
    await savedBefore("resaved");
    expect((await saveMessageTemplate(scope, { key: "resaved", content })).version).toBe(1);
    expect((await stored("resaved"))?.compiled.en?.html).toContain("m-heading");
  });

  it("and that can't be compiled any more stays as it was, is told, and keeps no other from it", async () => {
    await savedBefore("unreadable", { "content.variants.en.body": [{ type: "heading" }] });
    await savedBefore("readable");
    expect(await sent("unreadable")).toContain("As it looked then");
    expect(await renew()).toHaveLength(1);
    expect((await stored("unreadable"))?.compiled.en?.html).toContain("As it looked then");
    expect((await stored("readable"))?.compiled.en?.html).toContain("m-heading");
  });
});
