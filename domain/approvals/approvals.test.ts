import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvedLetter, askedApproval } from "../../test/support/approvals.ts";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { type Scope, withScope } from "../base/index.ts";
import { changeContact } from "../contacts/index.ts";
import { listNotifications, type Variant } from "../messages/index.ts";
import { RunModel } from "../runs/index.ts";
import { addStaff, setAway } from "../staff/index.ts";
import { completeTask, TaskModel } from "../tasks/index.ts";
import { readToday, readTodayCounts } from "../today/index.ts";
import { approve, approvedFor, goAway, reject, showApproval } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

async function asked() {
  const firm = await aFirm();
  const matter = await firm.matter();
  return { firm, matter, ...(await askedApproval(firm, matter)) };
}
async function colleague(firm: TestFirm, name: string): Promise<Scope> {
  const email = `${name.toLowerCase()}@hartwellruiz.example`;
  const { id } = await addStaff(firm.system, { name, email, role: "staff" });
  return { ...firm.scope, actor: { kind: "staff", id, name, role: "staff" } };
}
const hashOf = async ({ scope }: TestFirm, approvalId: string) => (await showApproval(scope, approvalId)).hash ?? "";
const hello = (runId: string) => ({ runId, step: "hello" });

describe("what is to be approved", () => {
  it("is shown as it would leave, to whom it goes, and stands on Today of whoever is asked", async () => {
    const { firm, approvalId } = await asked();
    const shown = await showApproval(firm.scope, approvalId);
    expect(shown).toMatchObject({ state: "open", mayDecide: true, asked: ["Dana Whitfield"], contact: { name: "Ngozi Okafor" } });
    expect(shown.messages).toMatchObject([{ to: { address: "ngozi.okafor@mail.example" }, subject: "Welcome, Ngozi", channel: "email" }]);
    expect(shown.messages[0]?.html).toContain("We are glad to have you, Ngozi.");
    expect((await readToday(firm.scope, { mine: true })).approvals.items.map((one) => one.approvalId)).toEqual([approvalId]);
  });

  it("is what leaves once it is approved, though the facts have changed since", async () => {
    const { firm, matter, runId, approvalId } = await asked();
    await approve(firm.scope, approvalId, { hash: await hashOf(firm, approvalId) });
    await changeContact(firm.scope, { contactId: matter.contactId, change: { firstName: "Ngozika" } });
    expect((await approvedFor(firm.scope, hello(runId)))?.messages).toMatchObject([{ subject: "Welcome, Ngozi" }]);
    const told = (await firm.events("task.completed"))[0];
    expect(told?.data).toMatchObject({ outcome: "approved", by: "Dana Whitfield", run: runId, step: "ok" });
  });

  it("must be looked at again when it has changed since it was looked at", async () => {
    const { firm, matter, runId, approvalId } = await asked();
    const hash = await hashOf(firm, approvalId);
    await changeContact(firm.scope, { contactId: matter.contactId, change: { firstName: "Ngozika" } });
    await expect(approve(firm.scope, approvalId, { hash })).rejects.toMatchObject({ code: "approval-changed" });
    expect(await approvedFor(firm.scope, hello(runId))).toBeNull();
  });

  it("can be edited, and braces somebody types are no merge fields", async () => {
    const { firm, matter, runId, approvalId } = await asked();
    const variant: Variant = { subject: "Good to see you {{ contact.email }}", body: [{ type: "text", text: "Bring {% your %} will." }] };
    const edits = [{ contactId: matter.contactId, variant }];
    await approve(firm.scope, approvalId, { hash: await hashOf(firm, approvalId), edits });
    const message = (await approvedFor(firm.scope, hello(runId)))?.messages[0];
    expect(message).toMatchObject({
      subject: "Good to see you {{ contact.email }}",
      edited: true,
      template: { key: "welcome", version: 1 },
    });
    expect(message?.text).toContain("Bring {% your %} will.");
    expect((await firm.events("task.completed"))[0]?.data).toMatchObject({ edited: true });
  });

  it("is not approved for somebody it does not go to, nor while it could not leave", async () => {
    const { firm, matter, approvalId } = await asked();
    const edits = [{ contactId: "con_stranger", text: "Hello" }];
    await expect(approve(firm.scope, approvalId, { hash: await hashOf(firm, approvalId), edits })).rejects.toMatchObject({ status: 404 });
    await changeContact(firm.scope, { contactId: matter.contactId, change: { email: null } });
    const [message] = (await showApproval(firm.scope, approvalId)).messages;
    expect(message?.problem).toContain("has no email address");
    await expect(approve(firm.scope, approvalId, { hash: await hashOf(firm, approvalId) })).rejects.toMatchObject({ status: 422 });
  });
});

describe("who decides", () => {
  it("of two who press at once one counts, and the other is told who it was", async () => {
    const { firm, approvalId } = await asked();
    const other: Scope = { ...firm.scope, actor: { kind: "staff", id: "stf_other", name: "Marcus Webb", role: "owner" } };
    const hash = await hashOf(firm, approvalId);
    const both = await Promise.allSettled([approve(firm.scope, approvalId, { hash }), reject(other, approvalId, {})]);
    const [lost] = both.filter((one) => one.status === "rejected");
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(lost?.reason).toMatchObject({ code: "approval-decided" });
    expect(String(lost?.reason.message)).toMatch(/^(Dana Whitfield has already approved it|Marcus Webb has already rejected it)\.$/);
    expect(await firm.events("task.completed")).toHaveLength(1);
  });

  it("are those asked, their stand-ins and the owners: nobody else, and not by ticking off the task", async () => {
    const { firm, approvalId, taskId } = await asked();
    const ann = await colleague(firm, "Ann");
    await expect(reject(ann, approvalId, {})).rejects.toMatchObject({ status: 403 });
    await expect(completeTask(ann, { taskId })).rejects.toMatchObject({ code: "task-of-an-approval" });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await setAway(firm.scope, { staffId: firm.staffId, away: { until, standIn: ann.actor.id } });
    await reject(ann, approvalId, { reason: "The fee is wrong." });
    expect((await firm.events("task.completed"))[0]?.data).toMatchObject({ outcome: "rejected", by: "Ann", reason: "The fee is wrong." });
  });

  it("is the stand-in, from the moment somebody goes away, also for what was asked before; they are told once, and it goes back", async () => {
    const { firm, approvalId } = await asked();
    const ann = await colleague(firm, "Ann");
    const onToday = async (scope: Scope) => (await readToday(scope, { mine: true })).approvals.items.map((one) => one.approvalId);
    expect(await onToday(ann)).toEqual([]);
    const { today: before } = await readTodayCounts(ann, {});
    const away = { until: new Date(Date.now() + 86_400_000).toISOString(), standIn: ann.actor.id };
    for (const _twice of [1, 2]) await goAway(firm.scope, { staffId: firm.staffId, away });
    expect(await onToday(ann)).toEqual([approvalId]);
    expect((await readTodayCounts(ann, {})).today).toBe(before + 1);
    const { notifications } = await listNotifications(ann, { limit: 10 });
    expect(notifications.map((one) => one.message.split("\n")[0])).toEqual(["You stand in for Dana Whitfield: one approval is waiting"]);
    await goAway(firm.scope, { staffId: firm.staffId, away: { until: null } });
    expect(await onToday(ann)).toEqual([]);
  });
});

describe("an approval the flow went on without", () => {
  it("lets nothing leave, is off Today, and can be taken off the list", async () => {
    const { firm, runId, approvalId, taskId } = await asked();
    const hash = await hashOf(firm, approvalId);
    await withScope(firm.scope, () => RunModel.updateOne({ _id: runId }, { $set: { position: [] } }));
    expect((await readToday(firm.scope, { mine: true })).approvals.count).toBe(0);
    await expect(approve(firm.scope, approvalId, { hash })).rejects.toMatchObject({ code: "approval-lapsed" });
    await reject(firm.scope, approvalId, {});
    expect(await withScope(firm.scope, () => TaskModel.findById(taskId).lean())).toMatchObject({ state: "done" });
    expect(await firm.events("task.completed")).toEqual([]);
  });
});

describe("a request's message", () => {
  it("is approved with places for the links that are made at sending", async () => {
    const firm = await aFirm();
    const step = { kind: "requestFiles" as const, files: [{ name: "Deed" }], next: "done" };
    const { steps } = approvedLetter();
    const definition = aFlow({ ...steps, hello: step, done });
    const { approvalId } = await askedApproval(firm, await firm.matter(), definition);
    const [message] = (await showApproval(firm.scope, approvalId)).messages;
    expect(message?.problem).toBeUndefined();
    expect(message?.html).toContain("/p/at-sending/request/");
  });
});
