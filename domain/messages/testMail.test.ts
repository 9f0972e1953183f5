import { afterAll, beforeAll, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { systemScope, withScope } from "../base/index.ts";
import { EventModel } from "../events/index.ts";
import { readFacts } from "../facts/index.ts";
import { changeFirm } from "../firms/index.ts";
import type { MessageContent } from "./blocks.ts";
import { MessageModel } from "./model.ts";
import { saveMessageTemplate } from "./templates.ts";
import { sendTestMail } from "./testMail.ts";
import { closeMailConnections } from "./transport.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let mails: Awaited<ReturnType<typeof smtpServer>>;
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET = "a secret of the tests, long enough to be one";
  database = await testDatabase();
  mails = await smtpServer();
  process.env.SMTP_URL = mails.url;
});
afterAll(async () => {
  closeMailConnections();
  await mails.stop();
  await database.stop();
});

const welcome: MessageContent = {
  name: "Welcome",
  purpose: "marketing",
  variants: {
    en: {
      subject: "Welcome, {{ contact.firstName }}",
      body: [
        { type: "text", text: "Your hearing: {{ occasion.at | when }}." },
        { type: "button", label: "Open your form", to: "{{ links.request }}" },
      ],
    },
  },
};

async function aFirmWithTemplate() {
  const firm = await aFirm();
  await changeFirm(firm.scope, { postalAddress: "41 Chapel Street, Suite 300\nAlbany, NY 12207" });
  await saveMessageTemplate(firm.scope, { key: "welcome", content: welcome });
  return firm;
}

it("a test goes to whoever asks for it and nobody else, as the client would get it, marked, with links that do nothing", async () => {
  const { scope, contact } = await aFirmWithTemplate();
  const { id } = await contact({ firstName: "<b>Ngozi</b>", email: "ngozi@mail.example" });
  const before = await withScope(scope, () => EventModel.countDocuments());
  const facts = (await readFacts(scope, { kind: "contact", contactId: id })) as unknown as Record<string, unknown>;
  expect(await sendTestMail(scope, { template: "welcome", facts })).toMatchObject({ to: "dana@hartwellruiz.example" });
  const [received, ...others] = mails.received.splice(0);
  expect(others).toEqual([]);
  expect(received?.to).toEqual(["dana@hartwellruiz.example"]);
  expect(received?.mail.subject).toMatch(/^\[Test\] .*Welcome, <b>Ngozi<\/b>$/);
  const html = String(received?.mail.html);
  expect(html).toContain("This is a test: what &lt;b&gt;Ngozi&lt;/b&gt; Okafor would get.");
  expect(received?.mail.text).toMatch(/^This is a test/);
  const ours = [...html.matchAll(/href="([^"]+\/p\/[^"]*)"/g)].map(([, address]) => address);
  expect(ours.length).toBeGreaterThan(1);
  expect(ours.every((address) => address?.endsWith("/p/sample"))).toBe(true);
  expect(received?.raw).not.toMatch(/List-Unsubscribe/i);
  expect(await withScope(scope, () => MessageModel.countDocuments())).toBe(0);
  expect(await withScope(scope, () => EventModel.countDocuments())).toBe(before);
});

it("a message not saved yet is tried in the language asked for, for a sample person", async () => {
  const { scope } = await aFirmWithTemplate();
  const content: MessageContent = {
    ...welcome,
    purpose: "transactional",
    variants: { es: { subject: "Hola, {{ contact.firstName }}", body: [{ type: "text", text: "Hola" }] } },
  };
  await sendTestMail(scope, { content, language: "es" });
  expect(mails.received.splice(0).map(({ mail }) => mail.subject)).toEqual(["[Test] Hola, Ngozi"]);
});

it("what a person lacks that the message needs is said, and nothing leaves", async () => {
  const { scope, contact } = await aFirmWithTemplate();
  const { id } = await contact({ firstName: "Ngozi" });
  const facts = { ...(await readFacts(scope, { kind: "contact", contactId: id })), contact: { id, email: "ngozi@mail.example" } };
  await expect(sendTestMail(scope, { template: "welcome", facts })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining("contact.firstName"),
  });
  await expect(sendTestMail(scope, { template: "gone" })).rejects.toMatchObject({ status: 422 });
  expect(mails.received).toEqual([]);
});

it("only staff who are signed in get one, and not more than a person would look at", async () => {
  const { scope, firm } = await aFirmWithTemplate();
  await expect(sendTestMail(systemScope(firm._id), { content: welcome })).rejects.toMatchObject({ status: 403 });
  const key = { ...scope, actor: { kind: "apiKey" as const, id: "key_1", name: "CRM", role: "owner" as const } };
  await expect(sendTestMail(key, { content: welcome })).rejects.toMatchObject({ status: 403 });
  for (let count = 0; count < 20; count++) await sendTestMail(scope, { template: "welcome" });
  await expect(sendTestMail(scope, { template: "welcome" })).rejects.toMatchObject({ status: 429, code: "too-many" });
  expect(mails.received.splice(0)).toHaveLength(20);
});
