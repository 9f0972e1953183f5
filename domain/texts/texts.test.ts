import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { textServer } from "../../test/support/textServer.ts";
import { clock, withScope } from "../base/index.ts";
import { contactById } from "../contacts/index.ts";
import { readFacts } from "../facts/index.ts";
import { changeFirm } from "../firms/index.ts";
import { marketingHold } from "../holds/index.ts";
import { MessageModel } from "../messages/index.ts";
import { readStory } from "../story/index.ts";
import { markSeen, readToday } from "../today/index.ts";
import { deliverText, listReceivedTexts, noteTextStatus, receiveText } from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let server: Awaited<ReturnType<typeof textServer>>;
let firm: TestFirm;
let numbers = 0;
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  database = await testDatabase();
  server = await textServer();
});
beforeEach(async () => {
  process.env.TEXTS_URL = server.url;
  server.manners.send = undefined;
  server.manners.list = undefined;
  server.taken.length = 0;
  firm = await aFirm();
  numbers += 1;
  await changeFirm(firm.scope, { textNumber: `+1518555${String(numbers).padStart(4, "0")}` });
});
afterEach(() => clock.reset());
afterAll(async () => {
  delete process.env.TEXTS_URL;
  await server.stop();
  await database.stop();
});

const phone = "+15185550142";
const ownNumber = () => `+1518555${String(numbers).padStart(4, "0")}`;
const somebody = async (more = {}) => (await firm.contact({ phone, ...more })).id;
const later = (minutes: number) => clock.set(() => new Date(Date.now() + minutes * 60_000));
let keys = 0;
const newKey = () => ({ own: `test:${++keys}` });
async function send(contactId: string, more: Partial<Parameters<typeof deliverText>[1]> = {}) {
  const facts = (await readFacts(firm.system, { kind: "contact", contactId })) as unknown as Record<string, unknown>;
  return await deliverText(firm.system, {
    key: newKey(),
    claimed: true,
    contactId,
    facts,
    purpose: "transactional",
    says: { text: "Your hearing is on Thursday, {{ contact.firstName }}." },
    ...more,
  });
}
const message = (id: string) => withScope(firm.scope, () => MessageModel.findById(id).lean());
const text = (from: string, body: string, id = `SMin${++keys}`) =>
  receiveText({ providerId: id, from, to: ownNumber(), text: body, answered: false });

describe("a text to a client", () => {
  it("says whose it is, is recorded word for word, and leaves once under its key", async () => {
    const contactId = await somebody();
    const key = newKey();
    const sent = await send(contactId, { key });
    expect(await send(contactId, { key })).toMatchObject({ status: "sent", already: true });
    expect(server.taken).toMatchObject([{ to: phone, from: ownNumber(), body: "Hartwell & Ruiz: Your hearing is on Thursday, Ngozi." }]);
    expect(await message(sent.status === "sent" ? sent.id : "")).toMatchObject({
      channel: "text",
      state: "sent",
      providerId: "SM1",
      text: "Hartwell & Ruiz: Your hearing is on Thursday, Ngozi.",
      values: { "contact/firstName": "Ngozi" },
    });
  });

  it("says how to stop where it is marketing, in the person's language", async () => {
    const contactId = await somebody({ language: "es" });
    await send(contactId, { purpose: "marketing", says: { text: "Charla gratis el jueves." } });
    expect(server.taken[0]?.body).toBe("Hartwell & Ruiz: Charla gratis el jueves. Responda STOP para no recibir más.");
  });

  it("does not leave with an empty field, without a number of the firm's, or without one of the person's", async () => {
    const contactId = await somebody();
    const reason = async (input: Partial<Parameters<typeof deliverText>[1]>, id = contactId) =>
      ((await send(id, input)) as { reason: string }).reason;
    expect(await reason({ says: { text: "{{ matter.courtDate }}" } })).toContain("matter.courtDate, which is empty");
    expect(await reason({}, (await firm.contact()).id)).toContain("has no phone number");
    await changeFirm(firm.scope, { textNumber: null });
    expect(await reason({})).toContain("Enter it in Settings, under Texts.");
    expect(server.taken).toEqual([]);
  });
});

describe("rule 2: once, with a provider that knows no idempotency", () => {
  it("a text whose answer got lost is found in the provider's list, and not sent again", async () => {
    const contactId = await somebody();
    const key = newKey();
    server.manners.send = () => "takeAndDrop";
    expect(await send(contactId, { key })).toMatchObject({ status: "uncertain", again: true });
    expect(await send(contactId, { key })).toMatchObject({ status: "sent" });
    expect(server.taken).toHaveLength(1);
  });

  it("a text that the provider does not have goes again, once its list is sure to show it", async () => {
    const contactId = await somebody();
    const key = newKey();
    server.manners.send = () => "drop";
    expect(await send(contactId, { key })).toMatchObject({ status: "uncertain" });
    server.manners.send = undefined;
    expect(await send(contactId, { key })).toMatchObject({ status: "uncertain", again: true });
    expect(server.taken).toHaveLength(0);
    later(1);
    expect(await send(contactId, { key })).toMatchObject({ status: "sent" });
    expect(server.taken).toHaveLength(1);
  });

  it("stays uncertain, and unsent, for as long as the provider can't be asked", async () => {
    const contactId = await somebody();
    const key = newKey();
    server.manners.send = () => "takeAndDrop";
    server.manners.list = () => "drop";
    await send(contactId, { key });
    later(60);
    expect(await send(contactId, { key })).toMatchObject({ status: "uncertain" });
    expect(server.taken).toHaveLength(1);
  });

  it("two texts with the same words are two: the first one's listing is not taken for the second", async () => {
    const contactId = await somebody();
    await send(contactId);
    const key = newKey();
    server.manners.send = () => "drop";
    await send(contactId, { key });
    server.manners.send = undefined;
    later(1);
    expect(await send(contactId, { key })).toMatchObject({ status: "sent" });
    expect(server.taken).toHaveLength(2);
  });

  it("tells apart what may be tried again and what needs somebody", async () => {
    const contactId = await somebody();
    const answered = async (status: number, code?: number) => {
      server.manners.send = () => ({ status, body: { code, message: "No." } });
      return await send(contactId);
    };
    expect(await answered(503)).toMatchObject({ status: "uncertain" });
    expect(await answered(429)).toMatchObject({ status: "failed", kind: "temporary" });
    expect(await answered(401)).toMatchObject({ status: "failed", kind: "temporary" });
    expect(await answered(400, 30_000)).toMatchObject({ status: "failed", kind: "permanent" });
    process.env.TEXTS_URL = "http://ACtest:token@127.0.0.1:59998";
    expect(await send(contactId)).toMatchObject({ status: "failed", kind: "temporary" });
  });

  it("a status callback settles what nobody had heard of, and a landline is not texted again", async () => {
    const contactId = await somebody();
    server.manners.send = () => "takeAndDrop";
    const sent = await send(contactId);
    const messageId = "id" in sent ? String(sent.id) : "";
    await noteTextStatus({ messageId, providerId: "SM1", status: "sent" });
    expect(await message(messageId)).toMatchObject({ state: "sent", providerId: "SM1" });
    await noteTextStatus({ messageId, providerId: "SM1", status: "undelivered", code: "30006" });
    await noteTextStatus({ messageId, providerId: "SM1", status: "sent" });
    expect(await message(messageId)).toMatchObject({ delivery: { status: "undelivered", code: "30006" } });
    expect((await firm.events("message.bounced")).at(-1)).toMatchObject({ contactId, data: { kind: "hard", messageId } });
    expect(await send(contactId)).toMatchObject({ status: "failed", kind: "permanent" });
    await expect(noteTextStatus({ messageId, providerId: "SMother", status: "sent" })).rejects.toThrow("not found");
  });
});

describe("what people text to the firm", () => {
  it("STOP stops texts to everybody with that number, and START brings them back", async () => {
    const wife = await somebody();
    const husband = await somebody({ firstName: "Emeka", email: "emeka@mail.example" });
    expect(await text(phone, " Stop. ")).toContain("no more texts from us");
    for (const id of [wife, husband]) {
      expect(await withScope(firm.scope, () => contactById(id))).toMatchObject({ consent: { text: { given: false, wording: " Stop. " } } });
      expect(await send(id)).toMatchObject({ status: "failed", kind: "permanent", field: "/contact/phone" });
      expect(await send(id, { purpose: "marketing" })).toMatchObject({ status: "skipped" });
    }
    expect(server.taken).toEqual([]);
    expect((await firm.events("contact.unsubscribed")).map((event) => event.data)).toEqual([
      { topic: "all", channel: "text" },
      { topic: "all", channel: "text" },
    ]);
    expect((await readFacts(firm.system, { kind: "contact", contactId: wife })).contact).toMatchObject({ noTexts: true });
    expect(await text(phone, "START")).toContain("You will get our texts again");
    expect(await send(wife)).toMatchObject({ status: "sent" });
  });

  it("a stopped number stays stopped for a contact who is added with it later", async () => {
    await text("+15185550199", "STOP");
    const contactId = await somebody({ phone: "(518) 555-0199" });
    expect(await send(contactId)).toMatchObject({ status: "failed", kind: "permanent" });
  });

  it("is answered in the language of whoever has the number, and in both where nobody does", async () => {
    await somebody({ language: "es" });
    expect(await text(phone, "ALTO")).toBe("Hartwell & Ruiz: No recibirá más mensajes nuestros. Responda START para recibirlos de nuevo.");
    expect(await text(phone, "ayuda")).toContain("Responda aquí y le llamamos");
    expect(await text("+15185550188", "STOP")).toMatch(/no more texts from us.*No recibirá más mensajes/);
  });

  it("HELP is answered with who we are; anything else is told to flows as a reply, once", async () => {
    const contactId = await somebody();
    expect(await text(phone, "help")).toContain("Hartwell & Ruiz");
    expect(await text(phone, "Can we meet at the bus stop?", "SMsame")).toBeNull();
    expect(await text(phone, "Can we meet at the bus stop?", "SMsame")).toBeNull();
    expect((await firm.events("contact.replied")).map(({ contactId: who, data }) => [who, data.message])).toEqual([
      [contactId, "Can we meet at the bus stop?"],
    ]);
  });

  it("of two who share a phone, an answer is that of whoever was texted, and marketing to that one waits", async () => {
    const wife = await somebody();
    const husband = await somebody({ firstName: "Emeka", email: "emeka@mail.example" });
    await send(husband);
    await text(phone, "Yes");
    expect((await firm.events("contact.replied")).map((event) => event.contactId)).toEqual([husband]);
    const waits = async (contactId: string) => (await withScope(firm.scope, () => marketingHold({ contactIds: [contactId] })))?.reason;
    expect([await waits(husband), await waits(wife)]).toEqual([expect.stringContaining("answered by text"), undefined]);
  });

  it("a number nobody has is kept; another firm's number hears nothing", async () => {
    expect(await text("+15185550188", "Hello?")).toBeNull();
    const { texts } = await listReceivedTexts(firm.scope, { limit: 50 });
    expect(texts).toMatchObject([{ from: "+15185550188", text: "Hello?", contactIds: [], wish: "reply" }]);
    expect(await receiveText({ providerId: "SMx", from: phone, to: "+15185559999", text: "STOP", answered: false })).toBeNull();
  });

  it("stand in their story with all their words, beside what we texted, without anybody's own links", async () => {
    const contactId = await somebody();
    await send(contactId, { says: { text: "Your papers: https://example.test/p/secret-of-theirs" } });
    const long = `Hello. ${"I have a question about the house. ".repeat(20)}Bye`;
    await text(phone, long);
    await text(phone, "STOP");
    const { lines } = await readStory(firm.scope, { contactId, show: "mail", limit: 50 });
    const told = lines.filter((line) => line.kind === "text").map(({ what, text: words, stateWords }) => [what, words, stateWords]);
    expect(told).toEqual([
      ["Ngozi Okafor texted", "STOP", "No texts any more"],
      ["Ngozi Okafor texted", long, undefined],
      ["Text to Ngozi Okafor", "Hartwell & Ruiz: Your papers: (link)", "Sent"],
    ]);
    expect(lines.map((line) => line.what)).not.toContain("Ngozi Okafor replied");
    expect(lines.find((line) => line.what.endsWith("unsubscribed"))).toMatchObject({ more: "from texts", stateWords: "No texts" });
  });

  it("of a matter's people stand in its story, each once, from the day it was opened", async () => {
    const clientId = await somebody();
    await text(phone, "Do you still have my old will?");
    later(1);
    const { id: matterId } = await firm.matter({
      mainContactId: clientId,
      people: [
        { contactId: clientId, role: "client" },
        { contactId: (await firm.contact({ firstName: "Emeka", phone })).id, role: "spouse" },
      ],
    });
    later(2);
    await text(phone, "May my sister come along?");
    const { lines } = await readStory(firm.scope, { matterId, limit: 50 });
    const told = lines.filter((line) => line.kind === "text").map(({ what, text: words }) => [what, words]);
    expect(told).toEqual([["Ngozi Okafor texted", "May my sister come along?"]]);
  });

  it("stand on Today until somebody has read them, also from a number nobody has, which is in the story once somebody has it", async () => {
    const contactId = await somebody();
    await text(phone, "May my sister come along?");
    await text("+15185550188", "Hello?");
    const waiting = async () => (await readToday(firm.scope, {})).answers.items;
    expect(
      (await waiting()).map(({ type, data, contact }) => [type, data["message"], data["channel"] ?? data["from"], contact?.id]),
    ).toEqual([
      ["text.fromNobody", "Hello?", "+15185550188", undefined],
      ["contact.replied", "May my sister come along?", "text", contactId],
    ]);
    for (const { eventId } of await waiting()) await markSeen(firm.scope, { eventId });
    expect(await waiting()).toEqual([]);
    const { id } = await firm.contact({ firstName: "Ida", phone: "+15185550188" });
    const { lines } = await readStory(firm.scope, { contactId: id, limit: 50 });
    expect(lines.filter((line) => line.kind === "text").map((line) => [line.what, line.text])).toEqual([["Ida Okafor texted", "Hello?"]]);
  });
});
