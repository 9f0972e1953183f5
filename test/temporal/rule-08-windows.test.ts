import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { changeContact } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { MessageModel, marketingSentTo } from "../../domain/messages/index.ts";
import { textFrom } from "../../engine/time/index.ts";
import { firmWithFlow, runRecord, skippingEngine, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";
import { textServer } from "../support/textServer.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
let texts: Awaited<ReturnType<typeof textServer>>;
beforeAll(async () => {
  texts = await textServer();
  process.env.TEXTS_URL = texts.url;
  engine = await skippingEngine();
}, 180_000);
afterAll(async () => {
  delete process.env.TEXTS_URL;
  await engine.stop();
  await texts.stop();
}, 120_000);

const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();
const marketing = { ...letter("done"), purpose: "marketing" as const };
const timeOf = async () => new Date(await engine.environment.currentTimeMs());

describe("rule 8: windows, quiet hours and the cap", () => {
  it("rule 8: a text of the case, and a link by text, leave only when the recipient's day has begun", async () => {
    const night = { kind: "wait" as const, for: "P1D", at: "03:00", next: "hello" };
    const hello = { kind: "sendText" as const, text: "We are glad to have you.", purpose: "transactional" as const, next: "ask" };
    const ask = { kind: "requestFiles" as const, files: [{ name: "Deed" }], via: "text" as const, waitFor: false, next: "done" };
    const firm = await firmWithFlow(aFlow({ night, hello, ask, done }));
    await changeFirm(firm.scope, { textNumber: "+15185550100" });
    const { id } = await firm.contact({ phone: "+15185550142", zone: "America/Los_Angeles" });
    const matter = await firm.matter({ mainContactId: id });
    const runId = await startRun(firm, "welcome", matter.id);
    const waiting = await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.step === "night"));
    const planned = waiting.wakeAt?.getTime() ?? 0;
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    const opens = textFrom(planned, { zones: ["America/Los_Angeles"] }, false, "UTC");
    expect(opens).toBeGreaterThan(planned);
    expect((await timeOf()).getTime()).toBeGreaterThanOrEqual(opens);
    expect(texts.taken.map((text) => text.body)).toEqual([
      "Hartwell & Ruiz: We are glad to have you.",
      expect.stringMatching(/^Hartwell & Ruiz: Please send us your papers here: http/),
    ]);
  });

  it("rule 8: a second flow's marketing waits until the firm's cap lets it go", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await changeFirm(firm.scope, { postalAddress: "1 State St, Albany", holidays: [], marketingCap: { messages: 1, days: 5 } });
    await publishDefinition(firm.scope, { definition: aFlow({ hello: marketing, done }, { key: "first" }) });
    await publishDefinition(firm.scope, { definition: aFlow({ hello: marketing, done }, { key: "second" }) });
    const { id, ...matter } = await firm.matter();
    await changeContact(firm.scope, { contactId: matter.contactId, change: { consent: { email: { given: true } } } });
    await ended(await startRun(firm, "first", id));
    const [sent] = await withScope(firm.scope, () => marketingSentTo(matter.contactId));
    const second = await startRun(firm, "second", id);
    const waiting = await whenRun(firm.scope, second, (run) => run.position.some((one) => one.state === "waiting"));
    expect((waiting.wakeAt?.getTime() ?? 0) - Date.parse(sent ?? "")).toBe(5 * 86_400_000);
    await ended(second);
    expect(engine.mail.mails).toHaveLength(2);
    expect(await runRecord(firm.scope, second)).toMatchObject({ outcome: "completed" });
  });

  it("many mails to one receiving domain leave at the firm's pace, others beside them, and none twice", async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }));
    await changeFirm(firm.scope, { mailPace: { perMinute: 600, perDomain: 6 } });
    const began = (await timeOf()).getTime();
    const addresses = [...Array.from({ length: 8 }, (_, one) => `n${one}@slow.example`), "n@fast.example"];
    const runIds: string[] = [];
    for (const email of addresses) {
      const { id: mainContactId } = await firm.contact({ email });
      runIds.push(await startRun(firm, "welcome", (await firm.matter({ mainContactId })).id));
    }
    for (const runId of runIds) expect(await ended(runId)).toEqual({ outcome: "completed" });
    const sent = await withScope(firm.scope, () => MessageModel.find({ runId: { $in: runIds } }).lean());
    const secondsOf = (domain: string) =>
      sent
        .filter((one) => one.to.address.endsWith(domain))
        .map((one) => Math.round(((one.sentAt?.getTime() ?? 0) - began) / 1000))
        .sort((one, other) => one - other);
    // Ten seconds apart; what is half a second early counts as now.
    for (const [index, second] of secondsOf("slow.example").entries()) expect(second).toBeGreaterThanOrEqual(index * 10 - 1);
    // It was asked for last, and does not stand behind them.
    expect(secondsOf("fast.example")[0]).toBeLessThan(secondsOf("slow.example").at(-1) ?? 0);
    expect(addresses.map((email) => engine.mail.mails.filter((mail) => mail.to.includes(email)).length)).toEqual(addresses.map(() => 1));
  });
});
