import { ApplicationFailure } from "@temporalio/activity";
import type { ActivityInterceptorsFactory } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { changeContact } from "../../domain/contacts/index.ts";
import { fileBytes } from "../../domain/files/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { hold, release } from "../../domain/holds/index.ts";
import { saveMessageTemplate } from "../../domain/messages/index.ts";
import { tellRun } from "../../domain/runs/index.ts";
import { TaskModel } from "../../domain/tasks/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { firmWithFlow, journalOf, skippingEngine, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter, welcomeMail } from "../support/flows.ts";
import { smtpServer } from "../support/mailServers.ts";
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

  it("else staff get a task with the letter to print, whose code leads to what is asked; the run waits for the answer all the same", async () => {
    const assets = {
      kind: "requestFiles" as const,
      files: [{ name: "Deed" }],
      next: "done",
      giveUpAfter: "P21D",
      onGiveUp: "done",
      remind: ["P3D"],
    };
    const firm = await firmWithFlow(aFlow({ assets, done }));
    await changeFirm(firm.scope, { otherWays: true });
    const person = await withoutAddress(firm, { firstName: "Bo", lastName: "Lee" });
    const matter = await firm.matter({ mainContactId: person.id });
    const runId = await startRun(firm, "welcome", matter.id);
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.state !== "working"));
    const task = await withScope(firm.scope, () => TaskModel.findOne({ contactId: person.id, runId }).lean());
    expect(task).toMatchObject({ state: "open", title: "Print and post “Papers we need from you” to Bo Lee" });
    const pdf = await withScope(firm.scope, () => fileBytes(firm.scope, String(task?.letterFileId)));
    expect(pdf).toMatchObject({ type: "application/pdf", name: "Papers we need from you, Bo Lee.pdf" });
    expect(pdf.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect((await told(firm.scope, runId)).filter((one) => one.startsWith("skipped"))).toEqual(["skipped assets"]);
    expect(await withScope(firm.scope, () => TaskModel.countDocuments({ runId }))).toBe(1);
  });
});
