import { ApplicationFailure } from "@temporalio/activity";
import type { ActivityInterceptorsFactory } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approve, showApproval } from "../../domain/approvals/index.ts";
import { ApprovalModel } from "../../domain/approvals/model.ts";
import { withScope } from "../../domain/base/index.ts";
import { changeContact } from "../../domain/contacts/index.ts";
import { fileBytes } from "../../domain/files/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { hold, release } from "../../domain/holds/index.ts";
import { MessageModel, saveMessageTemplate } from "../../domain/messages/index.ts";
import { requestByToken } from "../../domain/requests/index.ts";
import { EffectModel, tellRun } from "../../domain/runs/index.ts";
import { completeTask, TaskModel } from "../../domain/tasks/index.ts";
import type { Definition, Step } from "../../engine/definition/types.ts";
import { simulate } from "../../engine/simulate/index.ts";
import { firmWithFlow, journalOf, skippingEngine, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter, welcomeMail } from "../support/flows.ts";
import { lookAtLetter } from "../support/letters.ts";
import { smtpServer } from "../support/mailServers.ts";
import { mailServer as slowServer } from "../support/smtp.ts";
import { textServer } from "../support/textServer.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
/** Attempts at an effect that are lost once the work is done, before anybody is told. */
let lost = 0;
/** While the mail server asks everybody to come later: how often it was asked. */
let refused: number | null = null;
const losing: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    async execute(input, next) {
      if (info.activityType === "sendEmail" && refused !== null) {
        refused += 1;
        throw ApplicationFailure.create({ message: "The mailbox is full.", type: "temporary" });
      }
      const answer = await next(input);
      if (info.activityType !== "sendEmail" || lost === 0) return answer;
      lost -= 1;
      throw ApplicationFailure.create({ message: "The worker was lost.", type: "temporary" });
    },
  },
});
beforeAll(async () => {
  engine = await skippingEngine({ activityInterceptors: () => [losing] });
});
afterAll(() => engine.stop());

const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();
let people = 0;
/** Somebody with an address of their own. */
async function aClient(firm: Awaited<ReturnType<typeof firmWithFlow>>) {
  const email = `person${++people}@mail.example`;
  return { email, id: (await firm.contact({ email })).id };
}
const mailsTo = (email: string) => engine.mail.mails.filter((mail) => mail.to.includes(email)).length;
const told = async (scope: Parameters<typeof journalOf>[0], runId: string) =>
  (await journalOf(scope, runId)).map(({ what, step }) => `${what} ${step ?? ""}`);

describe("rule 2: once", () => {
  it("a mail whose attempt was lost after it had left is not sent again, and is told of once", async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }));
    const client = await aClient(firm);
    const matter = await firm.matter({ mainContactId: client.id });
    lost = 2;
    const runId = await startRun(firm, "welcome", matter.id);
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect([lost, mailsTo(client.email)]).toEqual([0, 1]);
    expect(await told(firm.scope, runId)).toEqual(["entered hello", "sent hello", "ended done"]);
  });

  it("where the mail server may have it, mail of the case goes again under the same Message-ID, advertising does not; both say so", async () => {
    const usual = process.env.SMTP_URL;
    const seen: string[] = [];
    const server = await smtpServer({
      data: (raw) => {
        const id = /^Message-ID: ?(.*)$/im.exec(raw)?.[1]?.trim() ?? "";
        seen.push(id);
        return seen.filter((one) => one === id).length === 1 ? "drop" : null;
      },
    });
    process.env.SMTP_URL = server.url;
    try {
      const firm = await firmWithFlow(aFlow({ done }));
      await changeFirm(firm.scope, { postalAddress: "1 State St, Albany" });
      const offer = { ...letter("done"), purpose: "marketing" as const };
      await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("offer"), offer, done }) });
      const client = await aClient(firm);
      await changeContact(firm.scope, { contactId: client.id, change: { consent: { email: { given: true } } } });
      const matter = await firm.matter({ mainContactId: client.id });
      const runId = await startRun(firm, "welcome", matter.id);
      expect(await ended(runId)).toEqual({ outcome: "completed" });
      const [hello, again, advertising, ...more] = seen;
      expect([again, more]).toEqual([hello, []]);
      expect(advertising).not.toBe(hello);
      expect(server.received).toHaveLength(1);
      const sent = (await journalOf(firm.scope, runId)).filter((line) => line.what === "sent");
      expect(sent.map(({ step, uncertain }) => [step, uncertain])).toEqual([
        ["hello", true],
        ["offer", true],
      ]);
    } finally {
      process.env.SMTP_URL = usual;
      await server.stop();
    }
  });
});

describe("rules 5 and 11: what happens while a message waits for a connection", () => {
  it("keeps it from leaving: its person is put on hold", async () => {
    const usual = process.env.SMTP_URL;
    const gate = Promise.withResolvers<void>();
    const server = await slowServer(() => gate.promise);
    process.env.SMTP_URL = server.url;
    process.env.FIRMFLOW_FRESH_MS = "0";
    try {
      const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }));
      const many = await Promise.all(Array.from({ length: 5 }, () => aClient(firm)));
      for (const { id } of many) await startRun(firm, "welcome", (await firm.matter({ mainContactId: id })).id);
      const sending = () => withScope(firm.scope, () => MessageModel.countDocuments({ state: "sending" }));
      await expect.poll(sending).toBe(5);
      const last = await aClient(firm);
      const runId = await startRun(firm, "welcome", (await firm.matter({ mainContactId: last.id })).id);
      await expect.poll(() => withScope(firm.scope, () => EffectModel.countDocuments({ runId }))).toBe(1);
      await engine.now(() => hold(firm.scope, { target: "contact", targetId: last.id, reason: "They called." }));
      gate.resolve();
      await expect.poll(() => told(firm.scope, runId)).toContain("held hello");
      expect(server.mails).toHaveLength(5);
    } finally {
      process.env.SMTP_URL = usual;
      delete process.env.FIRMFLOW_FRESH_MS;
      await server.stop();
    }
  });
});

const ask: Step = {
  kind: "requestFiles",
  files: [{ name: "Deed" }],
  to: ["client", "spouse"],
  remind: ["P3D", "P7D"],
  giveUpAfter: "P21D",
  next: "done",
  onGiveUp: "late",
};
const late: Step = { kind: "end", outcome: "late" };

/** A couple that is asked for their papers; both have the mail. */
async function aCoupleAsked() {
  const firm = await firmWithFlow(aFlow({ ask, done, late }));
  const [client, spouse] = [await aClient(firm), await aClient(firm)];
  const couple = [
    { contactId: client.id, role: "client" },
    { contactId: spouse.id, role: "spouse" },
  ];
  const matter = await firm.matter({ mainContactId: client.id, people: couple });
  const runId = await startRun(firm, "welcome", matter.id);
  await whenRun(firm.scope, runId, () => mailsTo(client.email) === 1 && mailsTo(spouse.email) === 1);
  return { ...firm, matter, client, spouse, runId };
}

describe("rule 7: lateness is a decision", () => {
  it("of the reminders that a hold kept back only the newest goes, and giving up moves by the hold's length", async () => {
    const { scope, matter, client, spouse, runId } = await aCoupleAsked();
    const begun = (await engine.environment.currentTimeMs()) ?? 0;
    const held = await engine.now(() => hold(scope, { target: "matter", targetId: matter.id, reason: "A death in the family." }));
    await engine.sleep("10 days");
    await engine.now(() => release(scope, { holdId: held.id }));
    await engine.deliver();
    await whenRun(scope, runId, () => mailsTo(client.email) === 2 && mailsTo(spouse.email) === 2);
    expect(await ended(runId)).toEqual({ outcome: "late" });
    expect([mailsTo(client.email), mailsTo(spouse.email)]).toEqual([2, 2]);
    const gaveUp = (await journalOf(scope, runId)).find((line) => line.what === "gaveUp");
    // Kept back from the first reminder, on the third day, to the tenth; or the whole ten days.
    const days = (Date.parse(gaveUp?.at ?? "") - begun) / 86_400_000;
    expect(Math.round(days)).toBe(31);
  });
});

describe("rule 16: a request sent to several people", () => {
  it("has a link and reminders for each, and whoever answered is not reminded", async () => {
    const { scope, client, spouse, runId } = await aCoupleAsked();
    await whenRun(scope, runId, ({ position }) => position.some((one) => one.state === "waiting"));
    await engine.now(() => tellRun(scope, runId, { do: "complete", step: "ask", how: "phone", contactId: client.id }));
    expect(await ended(runId)).toEqual({ outcome: "late" });
    expect([mailsTo(client.email), mailsTo(spouse.email)]).toEqual([1, 3]);
  });
});

describe("rule 10: what can't go on asks for staff", () => {
  it("a mail server that refuses for hours: its retries used up, the run says why and goes on when staff retry", async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }));
    const client = await aClient(firm);
    const matter = await firm.matter({ mainContactId: client.id });
    const began = await engine.environment.currentTimeMs();
    refused = 0;
    const runId = await startRun(firm, "welcome", matter.id);
    await engine.sleep("4 hours");
    const stuck = await whenRun(firm.scope, runId, (run) => run.needsAttention);
    expect(stuck.position).toMatchObject([{ step: "hello", state: "attention", reason: expect.stringContaining("The mailbox is full") }]);
    expect(refused).toBeGreaterThan(20);
    const [failed] = (await journalOf(firm.scope, runId)).filter((line) => line.what === "failed");
    expect(Date.parse(failed?.at ?? "") - began).toBeGreaterThan(2 * 3_600_000);
    refused = null;
    await engine.now(() => tellRun(firm.scope, runId, { do: "retry" }));
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect(mailsTo(client.email)).toBe(1);
  });

  it("a merge field nobody filled in is named, and nothing leaves", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    const body = [{ type: "text" as const, text: "Your judge is {{ matter.judge }}." }];
    await saveMessageTemplate(firm.scope, {
      key: "welcome",
      content: { ...welcomeMail, variants: { en: { subject: "Your judge", body } } },
    });
    await publishDefinition(firm.scope, { definition: aFlow({ hello: letter("done"), done }) });
    const client = await aClient(firm);
    const matter = await firm.matter({ mainContactId: client.id });
    const runId = await startRun(firm, "welcome", matter.id);
    const stuck = await whenRun(firm.scope, runId, (run) => run.needsAttention);
    expect(stuck.position).toMatchObject([{ state: "attention", reason: expect.stringContaining("matter.judge") }]);
    expect(mailsTo(client.email)).toBe(0);
  });
});

async function withoutAddress(
  firm: Awaited<ReturnType<typeof firmWithFlow>>,
  who: { firstName: string; lastName?: string; phone?: string },
) {
  const person = await firm.contact(who);
  await changeContact(firm.scope, { contactId: person.id, change: { email: null } });
  return person;
}

describe("somebody without email, where the firm reaches people otherwise", () => {
  it("who can be texted gets the words by text", async () => {
    const provider = await textServer();
    process.env.TEXTS_URL = provider.url;
    try {
      const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }));
      await changeFirm(firm.scope, { otherWays: true, textNumber: "(518) 555-0100" });
      const person = await withoutAddress(firm, { firstName: "Ann", phone: "(518) 555-0166" });
      const matter = await firm.matter({ mainContactId: person.id });
      expect(await ended(await startRun(firm, "welcome", matter.id))).toEqual({ outcome: "completed" });
      expect(provider.taken.map((one) => [one.to, one.body.includes("We are glad to have you, Ann.")])).toEqual([["+15185550166", true]]);
    } finally {
      delete process.env.TEXTS_URL;
      await provider.stop();
    }
  });

  it("else staff get a task with the letter to print, and one for each reminder, just as the preview says; its code leads to what is asked", async () => {
    const definition = aFlow({ assets, done });
    const { firm, person, runId } = await aLetterTo("Bo", definition);
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.state !== "working"));
    const [task] = await tasksOf(firm, runId);
    expect(task).toMatchObject({ state: "open", title: "Print and post “Papers we need from you” to Bo Lee" });
    const pdf = await withScope(firm.scope, () => fileBytes(firm.scope, String(task?.letterFileId)));
    expect(pdf).toMatchObject({ type: "application/pdf", name: "Papers we need from you, Bo Lee.pdf" });
    const { text, codes } = await lookAtLetter(pdf.content);
    const [link = ""] = codes;
    expect(codes).toHaveLength(1);
    expect(text.replace(/\s+/g, "")).toContain(link);
    const { request } = await requestByToken(link.split("/").at(-1) ?? "");
    expect(request).toMatchObject({ runId, contactId: person.id, state: "open" });

    await engine.now(() => completeTask(firm.scope, { taskId: String(task?._id) }));
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect((await tasksOf(firm, runId)).map((one) => one.title)).toEqual([
      "Print and post “Papers we need from you” to Bo Lee",
      expect.stringMatching(/^Print and post “.*” to Bo Lee$/),
    ]);
    const imagined = simulate(definition, {
      start: new Date().toISOString(),
      firm: { zone: "America/New_York", otherWays: true },
      facts: { contact: { id: person.id, firstName: "Bo", email: "", phone: "" } },
    });
    expect(await told(firm.scope, runId)).toEqual(imagined.journal.map(({ what, step }) => `${what} ${step ?? ""}`));
  });

  it("no reminder is printed while the letter itself has not been posted: its task is due instead, and the run says so", async () => {
    const { firm, runId } = await aLetterTo("Di", aFlow({ assets, done }));
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    const tasks = await tasksOf(firm, runId);
    expect(tasks).toMatchObject([{ state: "open", due: expect.any(Date), notes: expect.stringContaining("A reminder of it") }]);
    const skipped = (await journalOf(firm.scope, runId)).filter((line) => line.what === "skipped");
    expect(skipped).toMatchObject([{ step: "assets", reason: expect.stringContaining("has not been posted yet") }]);
    const letters = await withScope(firm.scope, () => MessageModel.find({ runId }).sort({ createdAt: 1 }).lean());
    expect(letters.map((one) => [one.channel, one.state])).toEqual([
      ["letter", "toPost"],
      ["letter", "skipped"],
    ]);
  });

  it("what was approved for them is what is printed, and all messages tell of it", async () => {
    const ok: Step = { kind: "approve", by: "owner", what: "assets", next: "assets", onRejected: "done" };
    const { firm, person, runId } = await aLetterTo("Cy", aFlow({ ok, assets, done }));
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.step === "ok" && one.state === "waiting"));
    const approval = await withScope(firm.scope, () => ApprovalModel.findOne({ runId }).lean());
    const shown = await showApproval(firm.scope, approval?._id ?? "");
    expect(shown.messages).toMatchObject([{ channel: "letter", to: { name: "Cy Lee" }, subject: "Papers we need from you" }]);
    const variant = { subject: "Your deed, please", body: [{ type: "text" as const, text: "Dear Cy, the deed by Friday." }] };
    const edits = [{ contactId: person.id, variant }];
    await engine.now(() => approve(firm.scope, approval?._id ?? "", { hash: shown.hash ?? "", edits }));
    await engine.now(() => changeContact(firm.scope, { contactId: person.id, change: { firstName: "Changed" } }));
    await engine.deliver();
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.step === "assets" && one.state === "waiting"));
    const task = (await tasksOf(firm, runId)).find((one) => one.letterFileId);
    const pdf = await withScope(firm.scope, () => fileBytes(firm.scope, String(task?.letterFileId)));
    expect((await lookAtLetter(pdf.content)).text).toContain("Dear Cy, the deed by Friday.");
    const message = await withScope(firm.scope, () => MessageModel.findOne({ runId }).lean());
    expect(message).toMatchObject({ state: "toPost", subject: "Your deed, please", reason: expect.stringContaining("post it") });
    await engine.now(() => tellRun(firm.scope, runId, { do: "cancel" }));
  });
});

const assets: Step = {
  kind: "requestFiles",
  files: [{ name: "Deed" }],
  next: "done",
  giveUpAfter: "P21D",
  onGiveUp: "done",
  remind: ["P3D"],
};

/** A run about somebody who can only be written to by post. */
async function aLetterTo(firstName: string, definition: Definition) {
  const firm = await firmWithFlow(definition);
  await changeFirm(firm.scope, { otherWays: true });
  const person = await withoutAddress(firm, { firstName, lastName: "Lee" });
  const matter = await firm.matter({ mainContactId: person.id });
  return { firm, person, runId: await startRun(firm, "welcome", matter.id) };
}

const tasksOf = (firm: Awaited<ReturnType<typeof firmWithFlow>>, runId: string) =>
  withScope(firm.scope, () => TaskModel.find({ runId }).sort({ _id: 1 }).lean());
