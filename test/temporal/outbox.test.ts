import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { changeContact } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { hold, release } from "../../domain/holds/index.ts";
import { listMessages, MessageModel, readMessage } from "../../domain/messages/index.ts";
import { changeMessage, holdMessage, letMessageGo, sendMessageNow, sweepPlanned, wordsOf } from "../../domain/outbox/index.ts";
import { tellRun } from "../../domain/runs/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { firmWithFlow, skippingEngine, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { textServer } from "../support/textServer.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
let texts: Awaited<ReturnType<typeof textServer>>;
beforeAll(async () => {
  [engine, texts] = [await skippingEngine(), await textServer()];
  process.env.TEXTS_URL = texts.url;
});
afterAll(async () => {
  delete process.env.TEXTS_URL;
  await engine.stop();
  await texts.stop();
});

type Firm = Awaited<ReturnType<typeof firmWithFlow>>;
const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();
const mailsTo = (email: string) => engine.mail.mails.filter((mail) => mail.to.includes(email));
/** A window that is a week or so away at any time. */
const farWindow = { days: ["mon" as const], from: "03:00", to: "03:01" };
const mail = (next: string) => letter(next) as Extract<Step, { kind: "sendEmail" }>;
let people = 0;

/** A run whose email waits for its window. */
async function waitingMail() {
  const firm = await firmWithFlow(aFlow({ hello: { ...mail("done"), window: farWindow }, done }));
  const email = `waits${++people}@mail.example`;
  const { id: contactId } = await firm.contact({ email });
  const matter = await firm.matter({ mainContactId: contactId });
  const runId = await startRun(firm, "welcome", matter.id);
  const message = await whenMessage(firm, runId, (one) => one.state === "planned");
  return { firm, email, contactId, runId, messageId: message._id };
}

async function whenMessage(firm: Firm, runId: string, is: (message: { state: string; plannedFor?: Date; reason?: string }) => boolean) {
  const find = () => withScope(firm.scope, () => MessageModel.findOne({ runId }).lean());
  await expect.poll(async () => is((await find()) ?? { state: "none" })).toBe(true);
  return (await find()) ?? expect.unreachable();
}

/** What the outbox finds at the server's present. */
const found = async (firm: Firm, q: string) =>
  (await engine.now(() => listMessages(firm.scope, { q, limit: 5 }))).messages.map((one) => one.id);

describe("a message that is to leave later", () => {
  it("stands in the outbox with when, why, what it would say and the facts in it, and leaves as one and the same", async () => {
    const { firm, email, runId, messageId } = await waitingMail();
    const shown = await readMessage(firm.scope, { messageId });
    expect(shown).toMatchObject({ state: "planned", reason: "Outside of the hours for sending.", to: { address: email } });
    expect(Date.parse(shown.plannedFor ?? "")).toBeGreaterThan(Date.now());
    expect(shown.html).toContain("Ngozi");
    expect(shown.facts).toContainEqual({ path: "contact.firstName", value: "Ngozi" });
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect(mailsTo(email)).toHaveLength(1);
    expect(await withScope(firm.scope, () => MessageModel.find({ runId }, { state: 1 }).lean())).toMatchObject([
      { _id: messageId, state: "sent" },
    ]);
  });

  it("leaves now when staff say so, once", async () => {
    const { firm, email, runId, messageId } = await waitingMail();
    await sendMessageNow(firm.scope, { messageId });
    await whenMessage(firm, runId, (one) => one.state === "sent");
    expect(mailsTo(email)).toHaveLength(1);
    await expect(sendMessageNow(firm.scope, { messageId })).rejects.toMatchObject({ code: "not-planned" });
  });

  it("is held by staff until they let it go, while its flow stands there", async () => {
    const { firm, email, runId, messageId } = await waitingMail();
    await holdMessage(firm.scope, { messageId, reason: "Elena wants to call first" });
    const held = await whenMessage(firm, runId, (one) => one.state === "held" && one.plannedFor === undefined);
    expect(held.reason).toBe("Held by Dana Whitfield: Elena wants to call first");
    await letMessageGo(firm.scope, { messageId });
    await whenMessage(firm, runId, (one) => one.state === "planned" && one.reason === "Outside of the hours for sending.");
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect(mailsTo(email)).toHaveLength(1);
  });

  it("says what staff wrote instead, word for word, and can be changed again", async () => {
    const { firm, email, runId, messageId } = await waitingMail();
    const { variant } = await wordsOf(firm.scope, { messageId });
    expect(variant?.body).toEqual([{ type: "text", text: "We are glad to have you, Ngozi." }]);
    const changed = { subject: "Before we meet", body: [{ type: "text" as const, text: "Please bring {{ your }} deed." }] };
    await changeMessage(firm.scope, { messageId, variant: changed });
    expect((await wordsOf(firm.scope, { messageId })).variant).toEqual(changed);
    await expect(changeMessage(firm.scope, { messageId, text: "A text" })).rejects.toMatchObject({ status: 422 });
    expect(await readMessage(firm.scope, { messageId })).toMatchObject({ subject: "Before we meet" });
    expect(await found(firm, "before meet")).toEqual([messageId]);
    await sendMessageNow(firm.scope, { messageId });
    await whenMessage(firm, runId, (one) => one.state === "sent");
    const [mail] = mailsTo(email);
    expect(mail?.subject).toBe("Before we meet");
    expect(mail?.raw).toContain("Please bring {{ your }} deed.");
  });

  it("keeps the link somebody is to answer by, however it is changed", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    const ask: Step = { kind: "requestFiles", files: [{ name: "Deed" }], next: "done" };
    await publishDefinition(firm.scope, { definition: aFlow({ ask, done }) });
    const email = `asked${++people}@mail.example`;
    const { id: contactId } = await firm.contact({ email });
    const { id: holdId } = await hold(firm.scope, { target: "contact", targetId: contactId, reason: "Wait" });
    const runId = await startRun(firm, "welcome", (await firm.matter({ mainContactId: contactId })).id);
    const { _id: messageId } = await whenMessage(firm, runId, (one) => one.state === "held");
    const { variant } = await wordsOf(firm.scope, { messageId });
    const button = variant?.body.find((one) => one.type === "button") ?? expect.unreachable();
    const said = { subject: "Your deed", body: [{ type: "text" as const, text: "As we said on the phone." }] };
    await expect(changeMessage(firm.scope, { messageId, variant: said })).rejects.toThrow("The link they are to answer by is gone");
    await changeMessage(firm.scope, { messageId, variant: { ...said, body: [...said.body, button] } });
    await release(firm.scope, { holdId });
    await engine.deliver();
    await expect.poll(() => mailsTo(email).length).toBe(1);
    expect(mailsTo(email)[0]?.raw).toContain("As we said on the phone.");
    expect(mailsTo(email)[0]?.raw).not.toContain("at-sending");
  });

  it("that is a text is changed the same way, and says whose it is", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await changeFirm(firm.scope, { textNumber: "(518) 555-0100" });
    const texting: Step = { kind: "sendText", text: "We meet at ten.", purpose: "transactional", next: "done" };
    await publishDefinition(firm.scope, { definition: aFlow({ texting, done }) });
    const { id: contactId } = await firm.contact({ phone: "(518) 555-0142", consent: { text: { given: true } } });
    const { id: holdId } = await hold(firm.scope, { target: "contact", targetId: contactId, reason: "Wait" });
    const runId = await startRun(firm, "welcome", (await firm.matter({ mainContactId: contactId })).id);
    const { _id: messageId } = await whenMessage(firm, runId, (one) => one.state === "held");
    const { text = "" } = await wordsOf(firm.scope, { messageId });
    expect(text).toMatch(/: We meet at ten\.$/);
    await changeMessage(firm.scope, { messageId, text: "We meet at {{ eleven }}." });
    expect(await found(firm, "5185550142")).toEqual([messageId]);
    expect((await wordsOf(firm.scope, { messageId })).text).toBe(text.replace("ten", "{{ eleven }}"));
    await release(firm.scope, { holdId });
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect(texts.taken.map((one) => one.body)).toEqual([text.replace("ten", "{{ eleven }}")]);
  });

  it("is not sent past a hold on the person, also not by pressing", async () => {
    const { firm, email, runId, messageId, contactId } = await waitingMail();
    const { id: holdId } = await hold(firm.scope, { target: "contact", targetId: contactId, reason: "A death in the family" });
    await sendMessageNow(firm.scope, { messageId });
    await whenMessage(firm, runId, (one) => one.state === "held" && one.reason === "A death in the family");
    expect(mailsTo(email)).toHaveLength(0);
    await expect(sendMessageNow(firm.scope, { messageId })).rejects.toMatchObject({ code: "held" });
    await release(firm.scope, { holdId });
  });

  it("is taken out of the plan when its flow is ended", async () => {
    const { firm, runId, messageId } = await waitingMail();
    await tellRun(firm.scope, runId, { do: "cancel", reason: "No longer needed." });
    await whenRun(firm.scope, runId, (run) => run.status === "ended");
    await sweepPlanned((error) => {
      throw error;
    });
    expect(await readMessage(firm.scope, { messageId })).toMatchObject({ state: "skipped", reason: "Its flow ended before it left." });
  });
});

describe("a message that was planned and does not leave after all", () => {
  it("says so where its flow went on without it, also before that has ended", async () => {
    const wait = { kind: "wait", for: "P30D", next: "done" } as const;
    const firm = await firmWithFlow(aFlow({ hello: { ...mail("later"), window: farWindow }, later: wait, done }));
    const { id: contactId } = await firm.contact({ email: `skipped${++people}@mail.example` });
    const runId = await startRun(firm, "welcome", (await firm.matter({ mainContactId: contactId })).id);
    const { _id: messageId } = await whenMessage(firm, runId, (one) => one.state === "planned");
    const sweep = () =>
      sweepPlanned((error) => {
        throw error;
      });
    await sweep();
    expect(await readMessage(firm.scope, { messageId })).toMatchObject({ state: "planned" });
    await tellRun(firm.scope, runId, { do: "jump", to: "later" });
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.step === "later"));
    await sweep();
    expect(await readMessage(firm.scope, { messageId })).toMatchObject({ state: "skipped", reason: "Its flow went on before it left." });
    await tellRun(firm.scope, runId, { do: "cancel", reason: "Seen enough." });
  });

  it("says why where they have left marketing meanwhile", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await changeFirm(firm.scope, { postalAddress: "1 State St, Albany", holidays: [] });
    const offer = { ...mail("done"), purpose: "marketing" as const, window: farWindow };
    await publishDefinition(firm.scope, { definition: aFlow({ offer, done }) });
    const { id: contactId } = await firm.contact({ email: `left${++people}@mail.example` });
    await changeContact(firm.scope, { contactId, change: { consent: { email: { given: true } } } });
    const runId = await startRun(firm, "welcome", (await firm.matter({ mainContactId: contactId })).id);
    const { _id: messageId } = await whenMessage(firm, runId, (one) => one.state === "planned");
    await changeContact(firm.scope, { contactId, change: { consent: { email: { given: false } } } });
    await sendMessageNow(firm.scope, { messageId });
    await whenMessage(firm, runId, (one) => one.state === "skipped" && one.reason === "No consent to email marketing.");
  });
});

describe("marketing under a hold of its own", () => {
  it("waits while mail of the case goes on, and goes at once when it is lifted", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await changeFirm(firm.scope, { postalAddress: "1 State St, Albany", holidays: [] });
    const offer = { ...mail("done"), purpose: "marketing" as const };
    await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("offer"), offer, done }) });
    const email = `pause${++people}@mail.example`;
    const { id: contactId } = await firm.contact({ email });
    await changeContact(firm.scope, { contactId, change: { consent: { email: { given: true } } } });
    const { id: holdId } = await hold(firm.scope, {
      target: "contact",
      targetId: contactId,
      only: "marketing",
      reason: "They answered",
    });
    const matter = await firm.matter({ mainContactId: contactId });
    const runId = await startRun(firm, "welcome", matter.id);
    await expect
      .poll(() => withScope(firm.scope, () => MessageModel.findOne({ runId, step: "offer" }).lean()))
      .toMatchObject({
        state: "planned",
        reason: "They answered",
      });
    expect(mailsTo(email)).toHaveLength(1);
    await release(firm.scope, { holdId });
    await engine.deliver();
    await expect.poll(() => mailsTo(email).length).toBe(2);
  });
});
