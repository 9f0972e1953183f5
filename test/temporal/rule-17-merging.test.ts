import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeContact, deleteContact, mergeContacts, restoreContact } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { enrolAndStart, listRuns } from "../../domain/runs/index.ts";
import { firmWithFlow, skippingEngine, startRun, story, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
beforeAll(async () => {
  engine = await skippingEngine();
}, 180_000);
afterAll(() => engine.stop(), 120_000);

const parked = (firm: Awaited<ReturnType<typeof firmWithFlow>>, runId: string) =>
  whenRun(firm.scope, runId, (run) => run.position.some((one) => one.state === "waiting"));
const mailsTo = (email: string) => engine.mail.mails.filter((mail) => mail.to.includes(email));
const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();

describe("rule 17: two records of a person become one in the middle of a run", () => {
  it("a matter's run goes on with the one that stays: reminders reach it, and the stricter consent stops marketing", async () => {
    const steps = {
      papers: {
        kind: "requestFiles" as const,
        files: [{ name: "Deed" }],
        to: ["spouse"],
        remind: ["P3D"],
        giveUpAfter: "P9D",
        next: "offer",
        onGiveUp: "offer",
      },
      offer: { ...letter("done"), purpose: "marketing" as const, to: ["spouse"] },
      done,
    };
    const firm = await firmWithFlow(aFlow({ done }));
    await changeFirm(firm.scope, { postalAddress: "1 State St, Albany" });
    await publishDefinition(firm.scope, { definition: aFlow(steps) });
    const { id: asked } = await firm.contact({ email: "chidi@old.example", consent: { email: { given: true } } });
    const { id: matterId } = await firm.matter({ people: [{ contactId: asked, role: "spouse" }] });
    const runId = await startRun(firm, "welcome", matterId);
    await whenRun(firm.scope, runId, () => mailsTo("chidi@old.example").length === 1);
    await parked(firm, runId);

    const { id: stays } = await firm.contact({ email: "chidi@new.example" });
    await changeContact(firm.scope, { contactId: stays, change: { consent: { email: { given: false, source: "by phone" } } } });
    await engine.now(() => mergeContacts(firm.scope, { keepId: stays, otherId: asked }));
    await ended(runId);
    expect(mailsTo("chidi@new.example")).toHaveLength(1);
    expect(mailsTo("chidi@old.example")).toHaveLength(1);
    expect(await story(firm.scope, runId)).toContain("skipped offer (No consent to email marketing.)");
  });

  it("a run about the one that is gone ends and says why; none is started", async () => {
    const firm = await firmWithFlow(aFlow({ done }));
    const pause = { kind: "wait" as const, for: "P30D", next: "done" };
    await publishDefinition(firm.scope, {
      definition: aFlow({ pause, done }, { key: "nurture", subject: "contact", on: [{ event: "contact.changed" }] }),
    });
    const { id: gone } = await firm.contact();
    const { id: stays } = await firm.contact();
    const enrolled = await engine.now(() =>
      enrolAndStart(firm.scope, { flowKey: "nurture", subject: { kind: "contact", contactId: gone } }),
    );
    const runId = enrolled.runId ?? "";
    await parked(firm, runId);

    await engine.now(() => mergeContacts(firm.scope, { keepId: stays, otherId: gone }));
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "cancelled" });
    expect((await story(firm.scope, runId)).find((line) => line.startsWith("stopped"))).toContain("two records became one");
    const { runs } = await engine.now(() => listRuns(firm.scope, { flowKey: "nurture", limit: 50 }));
    expect(runs.map((one) => one.id)).toEqual([runId]);
  });
});

describe("rule 17: a person is deleted in the middle of a run", () => {
  it("their runs say so at once, though their flows listen for nothing of the kind, and go on when they are restored", async () => {
    const pause = { kind: "wait" as const, for: "P30D", next: "done" };
    const firm = await firmWithFlow(aFlow({ pause, done }));
    await publishDefinition(firm.scope, { definition: aFlow({ pause, done }, { key: "nurture", subject: "contact" }) });
    const { id: contactId } = await firm.contact();
    const { id: matterId } = await firm.matter({ mainContactId: contactId });
    const ofMatter = await startRun(firm, "welcome", matterId);
    const nurture = await engine.now(() => enrolAndStart(firm.scope, { flowKey: "nurture", subject: { kind: "contact", contactId } }));
    const ofPerson = nurture.runId ?? "";
    await Promise.all([parked(firm, ofMatter), parked(firm, ofPerson)]);

    await engine.now(() => deleteContact(firm.scope, { contactId }));
    await engine.deliver();
    await whenRun(firm.scope, ofPerson, (run) => run.status === "held");
    await whenRun(firm.scope, ofMatter, (run) => run.seq === 3);
    expect((await story(firm.scope, ofMatter)).at(-1)).toBe("skipped (Ngozi Okafor was deleted: nothing goes to them any more.)");
    expect((await story(firm.scope, ofPerson)).at(-1)).toContain("held (Ngozi Okafor was deleted.");

    await engine.now(() => restoreContact(firm.scope, { contactId }));
    await engine.deliver();
    await whenRun(firm.scope, ofPerson, (run) => run.status === "running");
    expect(await ended(ofPerson)).toEqual({ outcome: "completed" });
  });
});
