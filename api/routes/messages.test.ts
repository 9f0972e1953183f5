import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock, withScope } from "../../domain/base/index.ts";
import { ContactModel, changeContact, createContact, suppressAddress } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { hold, marketingHold } from "../../domain/holds/index.ts";
import { closeMailConnections, deliverMail, notifyStaff, saveMessageTemplate, sendNotesAgain } from "../../domain/messages/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { smtpServer } from "../../test/support/mailServers.ts";

let api: TestApi;
let mail: Awaited<ReturnType<typeof smtpServer>>;
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET = "a secret of the tests, long enough to be one";
  api = await testApi();
  mail = await smtpServer();
  process.env.SMTP_URL = mail.url;
});
afterEach(() => mail.received.splice(0));
afterAll(async () => {
  closeMailConnections();
  await mail.stop();
  await api.stop();
});

const news = (subject: string) => ({
  name: "News",
  purpose: "marketing" as const,
  topic: { key: "family", name: "Planning for your family" },
  variants: { en: { subject, body: [{ type: "text" as const, text: "Dear {{ contact.firstName }}" }] } },
});

/** A firm, Karen who agreed to marketing, and the link in a marketing email she got. */
async function karen() {
  const firm = await newFirm();
  await changeFirm(firm.scope, { postalAddress: "41 Chapel Street\nAlbany, NY 12207" });
  await saveMessageTemplate(firm.scope, { key: "news", content: news("A letter") });
  const { id } = await createContact(firm.scope, {
    firstName: "Karen",
    email: "karen.doyle@example.com",
    consent: { email: { given: true, source: "website" } },
  });
  let count = 0;
  const send = () => {
    count += 1;
    return deliverMail(firm.scope, {
      key: { own: `news:${id}:${count}` },
      template: "news",
      purpose: "marketing",
      contactId: id,
      facts: { contact: { id, firstName: "Karen", email: "karen.doyle@example.com" } },
    });
  };
  await send();
  const header = mail.received[0]?.raw.replace(/\r\n[ \t]+/g, " ").match(/^List-Unsubscribe:\s*<([^>]+)>/m)?.[1] ?? "";
  return { firm, id, send, path: new URL(header).pathname };
}
const unsubscribed = (one: Awaited<ReturnType<typeof karen>>) =>
  withScope(one.firm.scope, () => EventModel.find({ type: "contact.unsubscribed", contactId: one.id }).lean());

describe("unsubscribing as mail providers do it (RFC 8058)", () => {
  it("a POST acts at once, without signing in and without a page; again changes nothing", async () => {
    const one = await karen();
    for (let time = 0; time < 2; time += 1) {
      const answer = await api.http.post(one.path).type("form").send("List-Unsubscribe=One-Click");
      expect(answer.status).toBe(200);
      expect(answer.redirect).toBe(false);
    }
    expect(await one.send()).toMatchObject({ status: "skipped" });
    expect((await unsubscribed(one)).map((event) => event.data.topic)).toEqual(["all"]);
    const contact = await withScope(one.firm.scope, () => ContactModel.findById(one.id).lean());
    expect(contact?.consent.email).toMatchObject({ given: false, source: "one click in the email" });
  });

  it("a POST as multipart acts too", async () => {
    const one = await karen();
    expect((await api.http.post(one.path).field("List-Unsubscribe", "One-Click")).status).toBe(200);
    expect(await one.send()).toMatchObject({ status: "skipped" });
  });

  it("a GET only shows a page and changes nothing", async () => {
    const one = await karen();
    const page = await api.http.get(one.path).set("Accept", "text/html");
    expect(page.status).toBe(302);
    expect(page.headers.location).toContain("/p/unsubscribe/");
    const shown = await api.http.get(one.path).set("Accept", "application/json");
    expect(shown.body).toMatchObject({ address: "karen.doyle@example.com", topics: [{ key: "family", on: true }] });
    expect(await one.send()).toMatchObject({ status: "sent" });
    expect(await unsubscribed(one)).toEqual([]);
  });

  it("an altered link opens nothing", async () => {
    const one = await karen();
    const token = decodeURIComponent(one.path.split("/").pop() ?? "");
    const altered = token.replace(/\.([^.]+)$/, (_, proof: string) => `.${proof.startsWith("A") ? "B" : "A"}${proof.slice(1)}`);
    expect((await api.http.post(`/api/public/unsubscribe/${altered}`)).status).toBe(404);
    expect((await api.http.post("/api/public/unsubscribe/x")).status).toBe(404);
  });
});

describe("the preference page", () => {
  it("leaves one topic and comes back to it, and puts back after all was stopped", async () => {
    const one = await karen();
    const choose = (body: object) => api.http.put(one.path).send(body);
    expect((await choose({ topics: { family: false } })).body.topics).toMatchObject([{ on: false }]);
    expect(await one.send()).toMatchObject({ status: "skipped" });
    expect((await choose({ topics: { family: true } })).body.topics).toMatchObject([{ on: true }]);
    expect((await choose({ all: false })).body.stoppedAt).toBeTruthy();
    expect((await choose({ all: true })).body.stoppedAt).toBeUndefined();
    expect(await one.send()).toMatchObject({ status: "sent" });
  });

  it("stops texts as STOP does and puts them back, where they agreed to texts before; STOP itself is not undone here", async () => {
    const one = await karen();
    const choose = async (body: object) => (await api.http.put(one.path).send(body)).body;
    const contact = () => withScope(one.firm.scope, () => ContactModel.findById(one.id).lean());
    const change = (to: object) => changeContact(one.firm.scope, { contactId: one.id, change: to });
    await change({ phone: "(518) 555-0142" });
    expect((await choose({ texts: true })).texts).toBeUndefined();
    expect((await contact())?.consent.text).toBeUndefined();

    await change({ consent: { text: { given: true, source: "their form" } } });
    const wife = await createContact(one.firm.scope, { firstName: "Lynn", phone: "(518) 555-0142" });
    const en = "To your number ending in 0142. Message and data rates may apply.";
    const says = { en, es: expect.stringContaining("terminado en 0142") };
    expect((await choose({})).texts).toEqual({ on: true, says });
    expect((await choose({ texts: false, language: "es" })).texts).toMatchObject({ on: false });
    const mark = { reason: "They asked on their preference page to get no texts." };
    const wording = expect.stringMatching(/^Unticked: A su número/);
    const refused = { noTexts: mark, consent: { text: { given: false, source: "their preference page", wording } } };
    expect(await contact()).toMatchObject(refused);
    expect(await withScope(one.firm.scope, () => ContactModel.findById(wife.id).lean())).toMatchObject({ noTexts: mark });
    expect((await choose({ texts: true })).texts).toMatchObject({ on: true });
    expect(await contact()).toMatchObject({ consent: { text: { given: true, wording: `Ticked: ${en}`, address: "+15185550142" } } });
    expect((await contact())?.noTexts).toBeUndefined();

    await choose({ all: false });
    expect((await contact())?.noTexts).toMatchObject(mark);
    expect((await choose({ all: true })).texts).toMatchObject({ on: false });
    await choose({ texts: true });

    await suppressAddress(one.firm.scope, { address: "+15185550142", reason: "They texted us to stop." });
    expect((await choose({ texts: true })).texts).toBeUndefined();
    expect((await contact())?.noTexts).toMatchObject({ reason: "They texted us to stop." });
    expect((await choose({ texts: "yes" })).status).toBe(422);
  });

  it("gives somebody half a year without marketing, told again only moves its end, and ends it when they want", async () => {
    const one = await karen();
    const choose = (body: object) => api.http.put(one.path).send(body);
    const held = () => withScope(one.firm.scope, () => marketingHold({ contactIds: [one.id] }));
    const first = (await choose({ pause: true })).body;
    expect(Date.parse(first.pausedUntil) - Date.now()).toBeGreaterThan(180 * 86_400_000);
    expect(first.topics).toMatchObject([{ on: true }]);
    await choose({ pause: true });
    const { body } = await api.http.get(`/api/holds?targetId=${one.id}`).set(one.firm.as("viewer"));
    expect(body.holds).toMatchObject([{ only: "marketing", reason: expect.stringContaining("preference page") }]);
    expect(await held()).toBeDefined();
    expect((await choose({ pause: false })).body.pausedUntil).toBeUndefined();
    expect(await held()).toBeUndefined();
    expect((await choose({ pause: false })).status).toBe(200);
  });
});

describe("a topic whose name is corrected", () => {
  it("has that name on the preference page and in every message about it; what people chose stays", async () => {
    const one = await karen();
    await api.http.put(one.path).send({ topics: { family: false } });
    const rename = (topic: string, body: object, as: "builder" | "staff" = "builder") =>
      api.http.put(`/api/topics/${topic}`).set(one.firm.as(as)).send(body);
    const named = { key: "family", name: "Planning for families", nameEs: "Planes para la familia" };
    const about = { about: "One letter a month", aboutEs: "Una carta al mes" };
    const given = { name: " Planning for families ", nameEs: "Planes para la familia", ...about };
    expect((await rename("family", given)).body).toEqual({ ...named, ...about });
    const page = await api.http.get(one.path).set("Accept", "application/json");
    expect(page.body.topics).toEqual([{ ...named, ...about, on: false }]);
    const template = await api.http.get("/api/message-templates/news").set(one.firm.as("viewer"));
    expect(template.body.content.topic).toEqual(named);
    expect(await one.send()).toMatchObject({ status: "skipped" });

    await saveMessageTemplate(one.firm.scope, { key: "other", content: { ...news("Other"), topic: { key: "homes", name: "Homes" } } });
    expect((await rename("homes", { name: "planning for FAMILIES" })).body.errors).toMatchObject([{ path: "/name" }]);
    for (const name of ["  ", "Two\nlines"]) expect((await rename("homes", { name })).body.errors).toMatchObject([{ path: "/name" }]);
    expect((await rename("nobody", { name: "Nobody" })).status).toBe(404);
    expect((await rename("homes", { name: "Houses" }, "staff")).status).toBe(403);
    expect((await rename("homes", { name: "Homes", about: "Two\nlines" })).body.errors).toMatchObject([{ path: "/about" }]);
    await rename("family", { name: "Family", nameEs: "", about: " ", aboutEs: "" });
    const { body } = await api.http.get("/api/topics").set(one.firm.as("viewer"));
    expect(body.topics).toEqual([
      { key: "family", name: "Family" },
      { key: "homes", name: "Homes" },
    ]);
  });
});

describe("the label that bar rules ask for on marketing", () => {
  it("is told with its rule and what is in doubt about it, and an owner whose bar asks for none does without", async () => {
    const { firm, send } = await karen();
    const told = await api.http.get("/api/advertising-label").set(firm.as("viewer"));
    expect(told.body).toMatchObject({
      state: "NY",
      asked: { words: "ATTORNEY ADVERTISING", checked: "unconfirmed", doubt: expect.any(String) },
    });
    const change = (role: "owner" | "builder") => api.http.patch("/api/firm").set(firm.as(role)).send({ noAdvertisingLabel: true });
    expect((await change("builder")).status).toBe(403);
    expect((await change("owner")).status).toBe(200);
    await send();
    const [before, after] = mail.received.map((one) => one.mail);
    expect([before?.subject, after?.subject]).toEqual(["ATTORNEY ADVERTISING: A letter", "A letter"]);
    expect(after?.text).not.toContain("Advertising");
  });
});

describe("writing to somebody", () => {
  it("leaves in the firm's layout, is in the list, and leaves once under an idempotency key", async () => {
    const { firm, id } = await karen();
    mail.received.splice(0);
    const body = { contactId: id, subject: "Your question", text: "Dear {{ contact.firstName }},\n\nyes, we can." };
    const write = () => api.http.post("/api/messages").set(firm.as("staff")).set("Idempotency-Key", "once").send(body);
    expect((await write()).status).toBe(201);
    expect((await write()).status).toBe(201);
    expect(mail.received.map((one) => one.mail.text?.includes("Dear Karen"))).toEqual([true]);
    const list = await api.http.get(`/api/messages?contactId=${id}&limit=1`).set(firm.as("viewer"));
    expect(list.body.messages).toMatchObject([{ subject: "Your question", state: "sent" }]);
    const read = await api.http.get(`/api/messages/${list.body.messages[0].id}`).set(firm.as("viewer"));
    expect(read.body.facts).toEqual([{ path: "contact.firstName", value: "Karen" }]);
    const older = await api.http.get(`/api/messages?contactId=${id}&cursor=${list.body.next}`).set(firm.as("viewer"));
    expect(older.body.messages).toMatchObject([{ purpose: "marketing" }]);
  });

  it("does not leave while a hold is in force", async () => {
    const { firm, id } = await karen();
    await hold(firm.scope, { target: "contact", targetId: id, reason: "Waiting for the conflict check" });
    const answer = await api.http.post("/api/messages").set(firm.as("staff")).send({ contactId: id, subject: "Hi", text: "x" });
    expect(answer.status).toBe(409);
    expect(answer.body.detail).toContain("Waiting for the conflict check");
  });

  it("names a field that is wrong", async () => {
    const { firm, id } = await karen();
    const bad = (body: object) =>
      api.http
        .post("/api/messages")
        .set(firm.as("staff"))
        .send({ contactId: id, ...body });
    expect((await bad({ subject: "Hi\r\nBcc: a@b.example", text: "x" })).body.errors[0].path).toBe("/subject");
    expect((await bad({ subject: "Hi", text: "{{ contact.nope" })).body.errors[0].path).toBe("/text");
    expect((await bad({ subject: "Hi", text: "{{ contact.middleName }}" })).body.errors[0].path).toBe("/contact/middleName");
  });
});

describe("notes to staff", () => {
  it("come by email and stand in their list, once each", async () => {
    const firm = await newFirm();
    const note = {
      key: { own: "note:1" },
      staffIds: [firm.staff.owner],
      message: "{{ contact.firstName }} is in custody.\nCall now.",
      facts: { contact: { firstName: "Luis <b>" } },
    };
    await notifyStaff(firm.scope, note);
    await notifyStaff(firm.scope, note);
    expect(mail.received.map((one) => one.mail.subject)).toEqual(["Luis <b> is in custody."]);
    expect(mail.received[0]?.mail.html).toContain("Luis &lt;b&gt; is in custody.");
    const keyOwner = await api.http.get("/api/notifications").set(firm.as("owner"));
    expect(keyOwner.status).toBe(200);
  });

  it("whose email is refused for now are sent again until it is taken, with what is attached, once; one refused for good is not", async () => {
    const firm = await newFirm();
    const attachments = [{ name: "Their email.eml", type: "message/rfc822", bytes: Buffer.from("From: a@b.example\r\n\r\nHi") }];
    const note = { key: { own: "note:2" }, staffIds: [firm.staff.owner], message: "Karen answered.", facts: {}, attachments };
    const fail = (error: unknown) => expect.unreachable(String(error));
    const later = (minutes: number) => clock.set(() => new Date(Date.now() + minutes * 60_000));
    const again = () => Promise.all([sendNotesAgain(fail), sendNotesAgain(fail)]);
    mail.manners.recipient = () => ({ code: 451, message: "4.2.1 Come later." });
    try {
      expect(await notifyStaff(firm.scope, note)).toMatchObject([{ status: "failed", kind: "temporary" }]);
      later(10);
      await again();
      delete mail.manners.recipient;
      await again();
      // Too soon after the second refusal.
      expect(mail.received).toEqual([]);
      later(20);
      await again();
      later(600);
      await again();
      expect(mail.received.map((one) => [one.mail.subject, one.raw.includes("Their email.eml")])).toEqual([["Karen answered.", true]]);

      mail.manners.recipient = () => ({ code: 550, message: "5.1.1 Nobody is called so." });
      await notifyStaff(firm.scope, { ...note, key: { own: "note:3" } });
      delete mail.manners.recipient;
      later(1_200);
      await again();
      expect(mail.received).toHaveLength(1);
    } finally {
      clock.reset();
      delete mail.manners.recipient;
    }
  });
});

describe("templates", () => {
  it("are listed, read by version, previewed unsaved, and refused by name of the field", async () => {
    const { firm } = await karen();
    const save = (subject: string) =>
      api.http
        .put("/api/message-templates/news")
        .set(firm.as("builder"))
        .send({ content: news(subject) });
    expect((await save("Second")).body).toEqual({ key: "news", version: 2 });
    expect((await api.http.get("/api/message-templates").set(firm.as("viewer"))).body.templates).toMatchObject([
      { key: "news", version: 2, purpose: "marketing" },
    ]);
    expect((await api.http.get("/api/message-templates/news?version=1").set(firm.as("viewer"))).body.content.variants.en.subject).toBe(
      "A letter",
    );
    const preview = await api.http
      .post("/api/message-templates/preview")
      .set(firm.as("viewer"))
      .send({ content: news("For {{ contact.petName }}"), language: "en" });
    expect(preview.body.subject).toBe("ATTORNEY ADVERTISING: For ‹contact.petName›");
    // The firm's own zone is known of a sample too, as the shipped mails of hearings ask for it.
    const content = news("{{ occasion.at | when: firm.zone }}");
    const dated = await api.http.post("/api/message-templates/preview").set(firm.as("viewer")).send({ content, language: "en" });
    expect(dated.body.subject).toMatch(/E[SD]T$/);
    expect((await save("{{ nobody.name }}")).body.errors[0].path).toBe("/content/variants/en/subject");
    expect(
      (
        await api.http
          .put("/api/message-templates/news")
          .set(firm.as("staff"))
          .send({ content: news("x") })
      ).status,
    ).toBe(403);
  });
});
