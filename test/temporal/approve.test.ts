import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approve, reject, showApproval } from "../../domain/approvals/index.ts";
import { ApprovalModel } from "../../domain/approvals/model.ts";
import { withScope } from "../../domain/base/index.ts";
import { changeContact } from "../../domain/contacts/index.ts";
import { JournalModel } from "../../domain/runs/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { approvedLetter } from "../support/approvals.ts";
import { firmWithFlow, skippingEngine, startRun, whenRun } from "../support/engine.ts";
import { done } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof skippingEngine>>;
beforeAll(async () => {
  engine = await skippingEngine();
});
afterAll(() => engine.stop());

/** Its letter waits a day between being approved and leaving. */
function flow() {
  const definition = approvedLetter();
  const pause: Step = { kind: "wait", for: "P1D", next: "hello" };
  return { ...definition, steps: { ...definition.steps, ok: { ...definition.steps["ok"], next: "pause" } as Step, pause, done } };
}
async function asked() {
  const firm = await firmWithFlow(flow());
  const matter = await firm.matter();
  const runId = await startRun(firm, "welcome", matter.id);
  await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.step === "ok" && one.state === "waiting"));
  const found = await withScope(firm.scope, () => ApprovalModel.findOne({ runId }).lean());
  return { firm, matter, runId, approvalId: found?._id ?? "" };
}
const ended = (runId: string) => engine.client.workflow.getHandle(runId).result();
const linesOf = (firm: Awaited<ReturnType<typeof asked>>["firm"], runId: string, what: "approved" | "rejected") =>
  withScope(firm.scope, () => JournalModel.find({ runId, what }).lean());

describe("approve on Temporal", () => {
  it("asks by mail with a link, and what was edited and approved is what arrives, whatever the facts are by then", async () => {
    const { firm, matter, runId, approvalId } = await asked();
    const note = engine.mail.mails.find((mail) => mail.to.includes("dana@hartwellruiz.example"));
    expect(note?.raw).toContain(`/approvals/${approvalId}`);
    const shown = await showApproval(firm.scope, approvalId);
    const hash = shown.hash ?? "";
    const variant = { subject: "A warm welcome", body: [{ type: "text" as const, text: "Dear Ngozi, come on Monday." }] };
    await engine.now(() => approve(firm.scope, approvalId, { hash, edits: [{ contactId: matter.contactId, variant }] }));
    await engine.now(() => changeContact(firm.scope, { contactId: matter.contactId, change: { firstName: "Changed" } }));
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "completed" });
    const mail = engine.mail.mails.filter((one) => one.to.includes("ngozi.okafor@mail.example"));
    expect(mail.map((one) => one.subject)).toEqual(["A warm welcome"]);
    expect(mail[0]?.raw).toContain("Dear Ngozi, come on Monday.");
    expect(await linesOf(firm, runId, "approved")).toMatchObject([{ by: "Dana Whitfield", data: { edited: true } }]);
  });

  it("rejected, sends nothing and goes the other way with the reason", async () => {
    const { firm, runId, approvalId } = await asked();
    const before = engine.mail.mails.length;
    await engine.now(() => reject(firm.scope, approvalId, { reason: "Not yet." }));
    await engine.deliver();
    expect(await ended(runId)).toEqual({ outcome: "rejected" });
    expect(engine.mail.mails).toHaveLength(before);
    expect(await linesOf(firm, runId, "rejected")).toMatchObject([{ by: "Dana Whitfield", reason: "Not yet." }]);
  });
});
