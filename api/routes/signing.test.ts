import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock, withScope } from "../../domain/base/index.ts";
import { changeContact, createContact } from "../../domain/contacts/index.ts";
import { saveDocumentTemplate } from "../../domain/documents/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { hold } from "../../domain/holds/index.ts";
import { changeMatter, createMatter } from "../../domain/matters/index.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { SigningModel, sendSigningMails } from "../../domain/signing/index.ts";
import { receiveText } from "../../domain/texts/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { estatePlanning } from "../../test/support/firm.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { textServer } from "../../test/support/textServer.ts";

/** A document made by hand, sent to people of its matter to be signed, by hand too. */
let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let mail: Awaited<ReturnType<typeof smtpServer>>;
beforeAll(async () => {
  process.env["FIRMFLOW_SECRET"] ??= "a secret of the tests, long enough to be one";
  api = await testApi();
  mail = await smtpServer();
  process.env.SMTP_URL = mail.url;
  firm = await newFirm();
  await createPipeline(firm.scope, estatePlanning);
  const body = [{ type: "text" as const, text: "Between {{ contact.firstName }} and the firm." }];
  const variants = { en: { title: "Engagement Agreement", body } };
  await saveDocumentTemplate(firm.scope, { key: "agreement", content: { name: "Agreement", fileAs: "Agreement", variants } });
});
afterEach(() => {
  clock.reset();
  delete mail.manners.recipient;
  mail.received.length = 0;
});
afterAll(async () => {
  closeMailConnections();
  await mail.stop();
  await api.stop();
});

let times = 0;
const person = async (firstName: string, email?: string) => {
  const made = await createContact(firm.scope, { firstName, lastName: "Okafor", ...(email ? { email } : { phone: "(518) 555-0142" }) });
  return { id: made.id, email };
};

/** The Okafors and their agreement: Ada has no email address, Grace is none of theirs. */
async function anAgreement() {
  times += 1;
  const chidi = await person("Chidi", `chidi${times}@okafor.example`);
  const ngozi = await person("Ngozi", `ngozi${times}@okafor.example`);
  const ada = await person("Ada");
  const matter = await createMatter(firm.scope, { caseType: "estate-planning", mainContactId: chidi.id });
  const people = [chidi, ngozi, ada].map(({ id }) => ({ contactId: id, role: "client" }));
  await changeMatter(firm.scope, { matterId: matter.id, change: { people } });
  const order = { template: "agreement", as: "pdf", matterId: matter.id };
  const { documentId, fileId } = (await api.http.post("/api/documents").set(firm.as("staff")).send(order)).body;
  const send = (signers: { id: string }[], { key = crypto.randomUUID() as string, remind = [] as number[], inOrder = false } = {}) =>
    api.http
      .post(`/api/documents/${documentId}/signing`)
      .set(firm.as("staff"))
      .set("Idempotency-Key", key)
      .send({ signers: signers.map(({ id }) => id), inOrder, remind });
  const withdraw = (signingId: string) => api.http.post(`/api/signings/${signingId}/withdraw`).set(firm.as("staff"));
  /** As it stands among the files on the matter's page. */
  async function onPage() {
    const { body } = await api.http.get(`/api/matters/${matter.id}`).set(firm.as("viewer"));
    return body.files.find((one: { id: string }) => one.id === fileId).document;
  }
  return { chidi, ngozi, ada, matter, documentId, send, withdraw, onPage };
}
const lettersTo = ({ email }: { email?: string | undefined }) => mail.received.filter(({ to }) => to.includes(email ?? ""));
/** Where the newest letter leads, as the page asks for it. */
const linkOf = (to: { email?: string | undefined }) =>
  `/api/public/requests/${/\/p\/([A-Za-z0-9_-]{20,})/.exec(lettersTo(to).at(-1)?.mail.text ?? "")?.[1]}`;
async function sign(link: string, name: string) {
  const { sha256 } = (await api.http.get(link)).body.signing;
  return await api.http.post(`${link}/sign`).send({ sha256, name, consent: true, language: "en" });
}
const sweep = () => sendSigningMails((error) => expect.unreachable(String(error)));
const later = (days: number) => clock.set(() => new Date(Date.now() + days * 86_400_000));

describe("a document that staff send to be signed", () => {
  it("goes to each of them as the letter they were shown, and how far each is stands beside it, until all have signed", async () => {
    const { chidi, ngozi, documentId, send, onPage } = await anAgreement();
    expect(await onPage()).toEqual({ id: documentId, canBeSigned: true });
    const letter = await api.http.get(`/api/documents/${documentId}/signing/letter?contactId=${chidi.id}`).set(firm.as("staff"));
    expect(letter.body).toMatchObject({ to: chidi.email, subject: "A document for you to sign" });
    for (const said of ["/p/sample", "Agreement</"]) expect(letter.body.html).toContain(said);
    expect(mail.received).toEqual([]);

    const sent = await send([chidi, ngozi]);
    expect([sent.status, sent.body]).toMatchObject([201, { state: "open", byHand: true }]);
    expect(lettersTo(chidi).map((one) => one.mail.subject)).toEqual([letter.body.subject]);
    expect((await api.http.post(`${linkOf(chidi)}/viewed`)).status).toBeLessThan(300);
    expect((await sign(linkOf(ngozi), "Ngozi Okafor")).status).toBe(200);
    const standing = await onPage();
    expect(standing).toMatchObject({ canBeSigned: false, signing: { state: "open" } });
    expect(standing.signing.signers).toMatchObject([
      { name: "Chidi Okafor", state: "asked", sentAt: expect.any(String), viewedAt: expect.any(String) },
      { name: "Ngozi Okafor", state: "signed", at: expect.any(String) },
    ]);
    await sign(linkOf(chidi), "Chidi Okafor");
    expect(await onPage()).toMatchObject({ canBeSigned: false, signing: { state: "signed" } });
    const told = await withScope(firm.scope, () => EventModel.find({ "data.documentId": documentId }).sort({ _id: 1 }).lean());
    expect(told.map((one) => one.type)).toEqual([
      "document.made",
      "document.sent",
      "document.viewed",
      "document.partlySigned",
      "document.signed",
    ]);
  });

  it("is asked once and one letter goes to each, also when the press comes twice, at the same moment or after another one", async () => {
    const { chidi, ngozi, documentId, send } = await anAgreement();
    const key = crypto.randomUUID();
    const answers = await Promise.all([send([chidi, ngozi], { key }), send([chidi, ngozi], { key })]);
    answers.push(await send([chidi, ngozi], { key }));
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
    expect((await send([chidi])).body.type).toContain("being-signed");
    await sweep();
    expect([lettersTo(chidi), lettersTo(ngozi)].map((one) => one.length)).toEqual([1, 1]);
    expect(await withScope(firm.scope, () => SigningModel.countDocuments({ documentId }))).toBe(1);
  });

  it("whose letter can't leave just now leaves later; an address refused for good is named, and nobody is asked in vain", async () => {
    const { chidi, ngozi, send, onPage } = await anAgreement();
    mail.manners.recipient = (address) =>
      address === ngozi.email ? { code: 550, message: "5.1.1 Nobody is called so." } : { code: 451, message: "4.2.1 Come later." };
    expect((await send([chidi, ngozi])).status).toBe(201);
    delete mail.manners.recipient;
    await sweep();
    expect(mail.received).toEqual([]);
    later(0.1);
    await sweep();
    await sweep();
    expect([lettersTo(chidi), lettersTo(ngozi)].map((one) => one.length)).toEqual([1, 0]);
    const { signing } = await onPage();
    expect(signing.signers[0].sentAt).toBeDefined();
    expect(signing.signers[1].notSent).toContain("The address was refused");
  });

  it("reminds whoever has not signed on the days chosen, of several missed ones once, and nobody who has", async () => {
    const { chidi, ngozi, send } = await anAgreement();
    await send([chidi, ngozi], { remind: [7, 3] });
    await sign(linkOf(ngozi), "Ngozi Okafor");
    for (const day of [2.9, 3.1, 3.2, 6.9]) {
      later(day);
      await sweep();
    }
    expect(lettersTo(chidi).map((one) => one.mail.subject)).toEqual([
      "A document for you to sign",
      "Your document is waiting for your signature",
    ]);
    expect(linkOf(chidi)).not.toBe(linkOf(ngozi));
    const late = await anAgreement();
    clock.reset();
    await late.send([late.chidi], { remind: [3, 7] });
    for (const day of [8, 9, 30]) {
      later(day);
      await sweep();
    }
    expect([lettersTo(late.chidi), lettersTo(chidi), lettersTo(ngozi)].map((one) => one.length)).toEqual([2, 3, 1]);
  });

  it("can be taken back: its link says so, nobody is reminded, and it can be sent anew; so can one that somebody declined", async () => {
    const { chidi, send, withdraw, onPage } = await anAgreement();
    const { body } = await send([chidi], { remind: [3] });
    const link = linkOf(chidi);
    expect([(await withdraw(body.id)).status, (await withdraw(body.id)).status]).toEqual([204, 204]);
    expect((await api.http.get(link)).body).toMatchObject({ status: 410, why: "closed" });
    expect(await onPage()).toMatchObject({ canBeSigned: true, signing: { state: "withdrawn" } });
    later(4);
    await sweep();
    expect(lettersTo(chidi)).toHaveLength(1);
    clock.reset();
    await send([chidi]);
    await api.http.post(`${linkOf(chidi)}/decline`).send({ reason: "Too dear" });
    expect(await onPage()).toMatchObject({ signing: { state: "declined", signers: [{ reason: "Too dear" }] } });
    expect((await send([chidi])).status).toBe(201);
    await sign(linkOf(chidi), "Chidi Okafor");
    const signed = (await onPage()).signing;
    expect(signed.state).toBe("signed");
    expect((await withdraw(signed.id)).body.type).toContain("already-signed");
    expect((await send([chidi])).body.type).toContain("already-signed");
  });

  it("goes to nobody who is none of the matter's people or has no address, and to nobody while messages are held", async () => {
    const { chidi, ada, matter, documentId, send } = await anAgreement();
    const grace = await person("Grace", "grace@adeyemi.example");
    for (const signers of [[grace], [ada], [chidi, grace], [{ id: "con_nobody" }]])
      expect((await send(signers)).body.errors).toMatchObject([{ path: "/signers" }]);
    expect((await send([])).status).toBe(422);
    await hold(firm.scope, { target: "matter", targetId: matter.id, reason: "Conflict check" });
    expect((await send([chidi])).body.type).toContain("held");
    const asked = await withScope(firm.scope, () => SigningModel.countDocuments({ documentId }));
    expect([asked, mail.received]).toEqual([0, []]);
  });

  it("is signed one after the other where that is chosen: each is asked once those before have signed, on paper too, or need not", async () => {
    const { chidi, ngozi, documentId, send, onPage } = await anAgreement();
    await send([ngozi, chidi], { inOrder: true, remind: [3] });
    await sweep();
    expect([lettersTo(ngozi), lettersTo(chidi)].map((one) => one.length)).toEqual([1, 0]);
    expect((await onPage()).signing.signers).toMatchObject([{ name: "Ngozi Okafor" }, { name: "Chidi Okafor", after: "Ngozi Okafor" }]);
    later(4);
    await sweep();
    expect([lettersTo(ngozi), lettersTo(chidi)].map((one) => one.length)).toEqual([2, 0]);
    await sign(linkOf(ngozi), "Ngozi Okafor");
    await sweep();
    expect(lettersTo(chidi)).toHaveLength(1);
    expect((await onPage()).signing.signers[1].after).toBeUndefined();
    later(8);
    await sweep();
    expect([lettersTo(ngozi), lettersTo(chidi)].map((one) => one.length)).toEqual([2, 2]);
    await sign(linkOf(chidi), "Chidi Okafor");
    expect((await onPage()).signing.state).toBe("signed");
    const sent = await withScope(firm.scope, () => EventModel.countDocuments({ "data.documentId": documentId, type: "document.sent" }));
    expect(sent).toBe(1);
  });

  it("signed on paper by the first, or not needed from them, goes to the next at once; nobody signs by a link before it is their turn", async () => {
    const { chidi, ngozi, ada, documentId, send } = await anAgreement();
    const written = { id: ada.id, email: `ada${times}@okafor.example` };
    await changeContact(firm.scope, { contactId: ada.id, change: { email: written.email } });
    await send([ngozi, chidi, written], { inOrder: true });
    const signing = await withScope(firm.scope, () => SigningModel.findOne({ documentId }).lean());
    const [first, second] = signing?.signers.map((one) => one.requestId) ?? [];
    const asStaff = (what: string, body = {}) => api.http.post(`/api/requests/${what}`).set(firm.as("staff")).send(body);
    const link = `/api/public/requests/${(await asStaff(`${second}/new-link`)).body.url.split("/").pop()}`;
    expect((await api.http.get(link)).body.signing.whyNot).toContain("before you");
    expect((await sign(link, "Chidi Okafor")).status).toBe(409);
    expect((await asStaff(`${first}/complete`, { how: "paper", data: { notes: "In the safe" } })).status).toBe(200);
    await sweep();
    expect([lettersTo(chidi), lettersTo(written)].map((one) => one.length)).toEqual([1, 0]);
    expect((await asStaff(`${second}/complete`, { how: "notNeeded", data: { reason: "He gave her power of attorney" } })).status).toBe(200);
    await sweep();
    expect(lettersTo(written)).toHaveLength(1);
  });

  it("reaches whom without email by text, not at night, and whoever texted STOP signs on paper", async () => {
    const texts = await textServer();
    process.env.TEXTS_URL = texts.url;
    try {
      await changeFirm(firm.scope, { textNumber: "+15185550111" });
      const { ada, documentId, send, onPage } = await anAgreement();
      await changeContact(firm.scope, { contactId: ada.id, change: { zone: "America/New_York" } });
      const shown = await api.http.get(`/api/documents/${documentId}/signing/letter?contactId=${ada.id}`).set(firm.as("staff"));
      expect(shown.body.text).toContain("A document is ready for your signature: ");
      clock.set(() => new Date("2026-11-26T03:00:00Z"));
      await send([ada], { remind: [3] });
      expect(texts.taken).toEqual([]);
      clock.set(() => new Date("2026-11-26T13:00:01Z"));
      await sweep();
      expect(texts.taken.map(({ to, body }) => [to, body.startsWith("Hartwell & Ruiz: A document is ready")])).toEqual([
        ["+15185550142", true],
      ]);
      expect((await onPage()).signing.signers[0].sentAt).toBeDefined();
      clock.set(() => new Date("2026-11-29T15:00:00Z"));
      await sweep();
      expect(texts.taken[1]?.body).toContain("A reminder. A document is ready");
      await receiveText({ providerId: "SM1", from: "+15185550142", to: "+15185550111", text: "STOP", answered: false });
      const other = await anAgreement();
      expect((await other.send([other.ada])).body.errors).toMatchObject([
        { path: "/signers", message: expect.stringContaining("no texts") },
      ]);
    } finally {
      delete process.env.TEXTS_URL;
      await changeFirm(firm.scope, { textNumber: null });
      await texts.stop();
    }
  });
});
