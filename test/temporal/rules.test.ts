import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../domain/base/index.ts";
import { logCall } from "../../domain/calls/index.ts";
import { changeContact, recordReply, unsubscribe } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { hold, release } from "../../domain/holds/index.ts";
import { changeMatter, moveStage } from "../../domain/matters/index.ts";
import { saveMessageTemplate } from "../../domain/messages/index.ts";
import { addField } from "../../domain/pipelines/index.ts";
import { startByHand, tellRun, undoStart } from "../../domain/runs/index.ts";
import { firmWithFlow, runRecord, skippingEngine, startRun, story, whenRun } from "../support/engine.ts";
import { aFlow, done, letter, welcomeMail } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
beforeAll(async () => {
  engine = await skippingEngine();
});
afterAll(() => engine.stop());

type Firm = Awaited<ReturnType<typeof firmWithFlow>>;
const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();
const pause = (next: string, days = "P3D") => ({ kind: "wait" as const, for: days, next });
const mailsTo = (email: string) => engine.mail.mails.filter((mail) => mail.to.includes(email)).map((mail) => mail.subject);
let clients = 0;
async function client(firm: Firm) {
  clients += 1;
  const email = `client${clients}@mail.example`;
  const matter = await firm.matter({ mainContactId: (await firm.contact({ email })).id });
  return { email, matterId: matter.id, contactId: matter.contactId };
}
/** The run has taken its start and waits. */
const parked = (scope: Scope, runId: string) =>
  whenRun(scope, runId, (run) => run.status === "attention" || run.position.some((one) => one.state !== "working"));

describe("rule 1: a run stays on its version", () => {
  it("goes through the steps and sends the message it was started with, whatever is published meanwhile", async () => {
    const firm = await firmWithFlow(aFlow({ pause: pause("hello"), hello: letter("done"), done }));
    const { email, matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    const later = { ...welcomeMail, variants: { en: { ...welcomeMail.variants.en, subject: "Another subject" } } };
    await saveMessageTemplate(firm.scope, { key: "welcome", content: later });
    await publishDefinition(firm.scope, { definition: aFlow({ done }) });
    await ended(runId);
    expect(mailsTo(email)).toEqual(["Welcome, Ngozi"]);
  });
});

describe("rule 3: facts are read when they are used", () => {
  it("branches on what is true after the wait and merges what stands in the record then, not at its beginning", async () => {
    const steps = {
      pause: pause("isHired"),
      isHired: {
        kind: "branch" as const,
        cases: [{ when: { "==": [{ var: "matter.stage" }, "hired"] }, next: "hello" }],
        otherwise: "done",
      },
      hello: letter("done"),
      done,
    };
    const firm = await firmWithFlow(aFlow(steps));
    const { email, matterId, contactId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.now(() => moveStage(firm.scope, { matterId, stage: "hired" }));
    await engine.now(() => changeContact(firm.scope, { contactId, change: { firstName: "Chinelo" } }));
    await ended(runId);
    expect(mailsTo(email)).toEqual(["Welcome, Chinelo"]);
  });
});

describe("rules 4 and 16: nothing falls between steps; a matter's run hears its own", () => {
  const steps = {
    pause: pause("call"),
    call: { kind: "waitForEvent" as const, event: "call.logged", timeout: "P10D", next: "called", onTimeout: "silent" },
    called: { kind: "end" as const, outcome: "called" },
    silent: { kind: "end" as const, outcome: "silent" },
  };

  it("takes an event that came before its step was reached", async () => {
    const firm = await firmWithFlow(aFlow(steps));
    const { matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.now(() => logCall(firm.scope, { matterId, direction: "in", outcome: "reached" }));
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "called" });
  });

  it("does not hear a call about another matter of the same person", async () => {
    const firm = await firmWithFlow(aFlow(steps));
    const { matterId, contactId } = await client(firm);
    const other = await firm.matter({ mainContactId: contactId });
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.now(() => logCall(firm.scope, { matterId: other.id, direction: "in", outcome: "reached" }));
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "silent" });
  });

  it("hears what its person does themselves", async () => {
    const replied = aFlow({ ...steps, call: { ...steps.call, event: "contact.replied" } });
    const firm = await firmWithFlow(replied);
    const { matterId, contactId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.now(() => recordReply(firm.scope, { contactId, message: "Yes, please." }));
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "called" });
  });
});

describe("rule 5: exits win", () => {
  const flow = aFlow(
    { pause: pause("hello"), hello: letter("done"), done },
    { exits: [{ id: "lost", when: { "==": [{ var: "matter.stage" }, "lost"] } }] },
  );

  it("ends a waiting run when the event arrives", async () => {
    const firm = await firmWithFlow(flow);
    const { email, matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.now(() => moveStage(firm.scope, { matterId, stage: "lost" }));
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "exited" });
    expect(mailsTo(email)).toEqual([]);
  });

  it("goes before a mail that is due, also when the run has not been told of the event yet", async () => {
    const byEvent = aFlow(
      { pause: pause("hello"), hello: letter("done"), done },
      { exits: [{ id: "lost", on: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "lost"] } }] },
    );
    const firm = await firmWithFlow(byEvent);
    const { email, matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.now(() => moveStage(firm.scope, { matterId, stage: "lost" }));
    expect(await ended(runId)).toEqual({ outcome: "exited" });
    await engine.deliver();
    expect(mailsTo(email)).toEqual([]);
  });
});

describe("rule 6: dates move", () => {
  it("sends before the new date when the date it waits for moves", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    await addField(firm.scope, { on: "matter", key: "closingDate", label: "Closing", type: "date" });
    const wait = { kind: "wait" as const, field: "matter.closingDate", before: "P3D", at: "09:00", next: "hello", onMissing: "done" };
    await publishDefinition(firm.scope, { definition: aFlow({ wait, hello: letter("done"), done }) });
    const { matterId } = await client(firm);
    const day = async (days: number) => new Date((await engine.environment.currentTimeMs()) + days * 86_400_000).toISOString().slice(0, 10);
    const set = async (days: number) => {
      const closingDate = await day(days);
      await engine.now(() => changeMatter(firm.scope, { matterId, change: { fields: { closingDate } } }));
    };
    await set(20);
    const runId = await startRun(firm, "welcome", matterId);
    const before = (await parked(firm.scope, runId)).wakeAt?.getTime() ?? 0;
    await set(40);
    await engine.deliver();
    const moved = await whenRun(firm.scope, runId, (run) => (run.wakeAt?.getTime() ?? 0) !== before);
    const days = ((moved.wakeAt?.getTime() ?? 0) - before) / 86_400_000;
    expect(Math.round(days)).toBe(20);
    await ended(runId);
    expect(await story(firm.scope, runId)).toEqual([
      "entered wait",
      "waiting wait",
      "replanned wait",
      "woke wait",
      "sent hello",
      "ended done completed",
    ]);
  });
});

describe("rule 10: what can't go on asks for staff", () => {
  it("parks with the reason in words, and goes on when staff have corrected it and retry", async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }));
    const { matterId, contactId } = await client(firm);
    await changeContact(firm.scope, { contactId, change: { email: null } });
    const runId = await startRun(firm, "welcome", matterId);
    const stuck = await whenRun(firm.scope, runId, (run) => run.needsAttention);
    expect(stuck.position).toMatchObject([{ state: "attention", reason: expect.stringContaining("no email address") }]);
    await changeContact(firm.scope, { contactId, change: { email: "corrected@mail.example" } });
    await engine.now(() => tellRun(firm.scope, runId, { do: "retry" }));
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect(mailsTo("corrected@mail.example")).toHaveLength(1);
  });

  it("refuses a command that would change nothing, in words", async () => {
    const firm = await firmWithFlow(aFlow({ pause: pause("done"), done }));
    const runId = await startRun(firm);
    await parked(firm.scope, runId);
    await expect(tellRun(firm.scope, runId, { do: "retry" })).rejects.toThrow("Nothing here needs a retry.");
    await expect(tellRun(firm.scope, runId, { do: "resume" })).rejects.toThrow("This run is not on hold.");
    await engine.now(() => tellRun(firm.scope, runId, { do: "cancel", reason: "No longer needed." }));
    expect(await ended(runId)).toEqual({ outcome: "cancelled" });
    await expect(tellRun(firm.scope, runId, { do: "cancel" })).rejects.toThrow("This run has ended.");
  });
});

describe("a change of the firm's holidays", () => {
  it("plans anew what waits by business days", async () => {
    const wait = { ...pause("done", "P1D"), businessDays: true };
    const firm = await firmWithFlow(aFlow({ pause: wait, done }));
    const { matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    const before = await parked(firm.scope, runId);
    const day = (run: typeof before) => run.wakeAt?.toISOString().slice(0, 10) ?? "";
    await engine.now(() => changeFirm(firm.scope, { holidays: [{ date: day(before), name: "The court is closed" }] }));
    await engine.deliver();
    const after = await whenRun(firm.scope, runId, (run) => day(run) !== day(before));
    expect(day(after) > day(before)).toBe(true);
    expect((await story(firm.scope, runId)).at(-1)).toBe("replanned pause");
  });
});

describe("rules 7 and 11: holds", () => {
  it("keeps back what would go to a person on hold, and sends it when the hold is lifted", async () => {
    const firm = await firmWithFlow(aFlow({ pause: pause("hello"), hello: letter("done"), done }));
    const { email, matterId, contactId } = await client(firm);
    const held = await engine.now(() => hold(firm.scope, { target: "contact", targetId: contactId, reason: "In mourning." }));
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.sleep("4 days");
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.state === "held"));
    expect(mailsTo(email)).toEqual([]);
    await engine.now(() => release(firm.scope, { holdId: held.id }));
    await engine.deliver();
    await ended(runId);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it.each(["contact", "matter", "flow", "firm"] as const)(
    "rule 11: a hold on the %s keeps its mail back until it is lifted",
    async (target) => {
      const firm = await firmWithFlow(aFlow({ pause: pause("hello"), hello: letter("done"), done }));
      const { email, matterId, contactId } = await client(firm);
      const runId = await startRun(firm, "welcome", matterId);
      await parked(firm.scope, runId);
      const targetId = { contact: contactId, matter: matterId, flow: "welcome", firm: firm.scope.firmId }[target];
      const held = await engine.now(() => hold(firm.scope, { target, targetId, reason: "The office is flooded." }));
      await engine.sleep("4 days");
      await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.state === "held"));
      expect(mailsTo(email)).toEqual([]);
      await engine.now(() => release(firm.scope, { holdId: held.id }));
      await engine.deliver();
      await ended(runId);
      expect(mailsTo(email)).toHaveLength(1);
    },
  );

  it("rule 11: a hold on the run keeps it where it is until it is resumed", async () => {
    const firm = await firmWithFlow(aFlow({ pause: pause("hello"), hello: letter("done"), done }));
    const { email, matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await tellRun(firm.scope, runId, { do: "hold", reason: "Conflict check." });
    await engine.sleep("4 days");
    expect([mailsTo(email), (await runRecord(firm.scope, runId))?.status]).toEqual([[], "held"]);
    await tellRun(firm.scope, runId, { do: "resume" });
    await ended(runId);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it("skips marketing that a hold made more than twelve hours late", async () => {
    const marketing = { ...letter("done"), purpose: "marketing" as const };
    const firm = await firmWithFlow(aFlow({ done }));
    await changeFirm(firm.scope, { postalAddress: "1 State St, Albany" });
    await publishDefinition(firm.scope, { definition: aFlow({ pause: pause("hello"), hello: marketing, done }) });
    const { email, matterId, contactId } = await client(firm);
    await changeContact(firm.scope, { contactId, change: { consent: { email: { given: true } } } });
    const held = await engine.now(() => hold(firm.scope, { target: "matter", targetId: matterId, reason: "Settlement talks." }));
    const runId = await startRun(firm, "welcome", matterId);
    await parked(firm.scope, runId);
    await engine.sleep("9 days");
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.state === "held" || one.state === "waiting"));
    await engine.now(() => release(firm.scope, { holdId: held.id }));
    await engine.deliver();
    await ended(runId);
    expect(mailsTo(email)).toEqual([]);
    expect((await story(firm.scope, runId)).at(-2)).toMatch(/^skipped hello/);
  });

  it("holds the first message of a start by hand for a minute, in which it can be undone and done again", async () => {
    const firm = await firmWithFlow(aFlow({ hello: letter("done"), done }, { again: "never" }));
    const { email, matterId } = await client(firm);
    const subjects = [{ kind: "matter" as const, matterId }];
    const start = async () => (await engine.now(() => startByHand(firm.scope, { flowKey: "welcome", subjects }))).runs[0]?.runId ?? "";
    const first = await start();
    await whenRun(firm.scope, first, (run) => run.tick >= 1);
    expect(await engine.now(() => undoStart(firm.scope, [first]))).toEqual({ undone: [first], tooLate: [] });
    const second = await start();
    await ended(second);
    expect(mailsTo(email)).toHaveLength(1);
    expect(await engine.now(() => undoStart(firm.scope, [second]))).toEqual({ undone: [], tooLate: [second] });
    expect(await runRecord(firm.scope, first)).toMatchObject({ outcome: "undone" });
  });
});

describe("rule 15: told another way", () => {
  it("reminds on the right days, and stops when staff say it was answered by phone", async () => {
    const ask = {
      kind: "requestFiles" as const,
      files: [{ name: "Deed" }],
      remind: ["P3D", "P7D"],
      giveUpAfter: "P21D",
      next: "done",
      onGiveUp: "done",
    };
    const firm = await firmWithFlow(aFlow({ ask, done }));
    const { email, matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await whenRun(firm.scope, runId, () => mailsTo(email).length === 1);
    await parked(firm.scope, runId);
    await engine.sleep("4 days");
    await whenRun(firm.scope, runId, () => mailsTo(email).length === 2);
    await parked(firm.scope, runId);
    await engine.now(() => tellRun(firm.scope, runId, { do: "complete", step: "ask", how: "phone" }));
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    expect(mailsTo(email)).toHaveLength(2);
    expect((await story(firm.scope, runId)).filter((line) => line.startsWith("completed") || line.startsWith("reminded"))).toHaveLength(2);
  });

  it("reminds a client who never answers, gives up, and goes the other way", async () => {
    const ask = {
      kind: "requestFiles" as const,
      files: [{ name: "Deed" }],
      remind: ["P3D", "P7D"],
      giveUpAfter: "P21D",
      next: "done",
      onGiveUp: "call",
    };
    const call = { kind: "createTask" as const, title: "Call {{ contact.firstName }}", next: "done" };
    const firm = await firmWithFlow(aFlow({ ask, call, done }));
    const { email, matterId } = await client(firm);
    const runId = await startRun(firm, "welcome", matterId);
    await ended(runId);
    expect(mailsTo(email)).toHaveLength(3);
    expect((await story(firm.scope, runId)).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "entered ask",
      "requested ask",
      "reminded ask",
      "reminded ask",
      "gaveUp ask",
      "created call",
      "ended done",
    ]);
  });
});

describe("rule 17: opting out", () => {
  it("stops marketing and nothing that the case needs", async () => {
    const steps = { offer: { ...letter("pause"), purpose: "marketing" as const }, pause: pause("hello"), hello: letter("done"), done };
    const firm = await firmWithFlow(aFlow({ done }));
    await changeFirm(firm.scope, { postalAddress: "1 State St, Albany" });
    await publishDefinition(firm.scope, { definition: aFlow(steps) });
    const { email, matterId, contactId } = await client(firm);
    await unsubscribe(firm.scope, { contactId, source: "by phone" });
    const runId = await startRun(firm, "welcome", matterId);
    await ended(runId);
    expect(mailsTo(email)).toHaveLength(1);
    expect(await story(firm.scope, runId)).toContain("skipped offer (No consent to email marketing.)");
  });
});
