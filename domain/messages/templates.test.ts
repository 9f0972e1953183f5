import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import type { Scope } from "../base/index.ts";
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
