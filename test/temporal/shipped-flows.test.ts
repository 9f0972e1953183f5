import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { changeContact } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishFlow } from "../../domain/flows/index.ts";
import { installFlow } from "../../domain/library/index.ts";
import { JournalModel, tellRun } from "../../domain/runs/index.ts";
import { TaskModel } from "../../domain/tasks/index.ts";
import type { JournalWhat } from "../../engine/run/types.ts";
import { zonedParts } from "../support/days.ts";
import { skippingEngine, startRun, story, whenRun } from "../support/engine.ts";
import { aFirm } from "../support/firm.ts";

/** The flows that ship, carried out on Temporal itself, months in seconds: the same as their simulations beside them. */
let engine: Awaited<ReturnType<typeof skippingEngine>>;
beforeAll(async () => {
  engine = await skippingEngine();
});
afterAll(() => engine.stop());

async function firmWithShipped(key: string) {
  const firm = await aFirm({ pipeline: null });
  await changeFirm(firm.scope, { postalAddress: "41 Chapel Street, Suite 300, Albany, NY 12207" });
  const { revision } = await installFlow(firm.scope, { key });
  await publishFlow(firm.scope, { key, revision: revision ?? 1 });
  return firm;
}

/** The journal's lines of one kind, each with its day and hour in Albany. */
async function lines(firm: Awaited<ReturnType<typeof aFirm>>, runId: string, what: JournalWhat) {
  const found = await withScope(firm.scope, () => JournalModel.find({ runId, what }).sort({ seq: 1 }).lean());
  return found.map(({ at, step }) => ({ step, at, ...zonedParts(at, "America/New_York") }));
}

describe("Nurture, estate planning, twelve months", () => {
  it("writes seventeen times in a year, Tuesday to Friday at ten in Albany before and after both clock changes", async () => {
    const firm = await firmWithShipped("estate-planning-nurture");
    const { id: contactId } = await firm.contact({ zone: "America/New_York" });
    await changeContact(firm.scope, { contactId, change: { consent: { email: { given: true, source: "website form" } } } });
    const { id: matterId } = await firm.matter({ mainContactId: contactId });
    const runId = await startRun(firm, "estate-planning-nurture", matterId);
    expect(await engine.client.workflow.getHandle(runId).result()).toEqual({ outcome: "completed" });

    const sent = await lines(firm, runId, "sent");
    expect(sent.map((one) => one.step)).toEqual([
      ...["homeDay0", "homeDay1", "homeDay3", "homeDay7", "homeDay14"],
      ...Array.from({ length: 12 }, (_, month) => `homeMonth${month + 1}`),
    ]);
    expect(sent.slice(1).filter((one) => one.time !== "10:00" || !["Tue", "Wed", "Thu", "Fri"].includes(one.weekday))).toEqual([]);
    expect(new Set(sent.map((one) => one.offset))).toEqual(new Set(["GMT-5", "GMT-4"]));
    expect(engine.mail.mails).toHaveLength(17);
  });
});

describe("Estate planning: onboarding", () => {
  it("reminds a client who never answers after 3, 7 and 12 days at the same hour, and after 21 has staff call", async () => {
    const firm = await firmWithShipped("estate-planning-onboarding");
    const { id: matterId } = await firm.matter();
    const runId = await startRun(firm, "estate-planning-onboarding", matterId);
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.step === "conflict" && one.state === "waiting"));
    await engine.now(() => tellRun(firm.scope, runId, { do: "jump", to: "assets" }));
    await engine.sleep("22 days");
    await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.step !== "assets"));

    const asked = (await lines(firm, runId, "requested"))[0];
    const days = async (what: JournalWhat) =>
      (await lines(firm, runId, what)).map((one) => [Math.round((one.at.getTime() - (asked?.at.getTime() ?? 0)) / 86_400_000), one.time]);
    expect(await days("reminded")).toEqual([3, 7, 12].map((day) => [day, asked?.time]));
    expect(await days("gaveUp")).toEqual([[21, asked?.time]]);
    expect((await story(firm.scope, runId)).at(-1)).toMatch(/^waiting /);
    expect(await withScope(firm.scope, () => TaskModel.countDocuments({ matterId, state: "open", title: /Ngozi/ }))).toBeGreaterThan(0);
  });
});
