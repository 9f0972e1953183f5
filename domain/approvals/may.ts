import { forbidden, notFound, type Scope, type Stored, withScope } from "../base/index.ts";
import { RunModel } from "../runs/index.ts";
import { inPlaceOf, StaffModel } from "../staff/index.ts";
import { ApprovalModel, type ApprovalRecord } from "./model.ts";

export async function approvalById(scope: Scope, approvalId: string): Promise<Stored<ApprovalRecord>> {
  const found = await withScope(scope, () => ApprovalModel.findById(approvalId).lean());
  if (!found) throw notFound("This approval");
  return found as Stored<ApprovalRecord>;
}

/** Those asked, whoever stands in for one of them now, and the owners. */
export async function mayDecide(scope: Scope, { asked }: ApprovalRecord): Promise<boolean> {
  const { actor } = scope;
  if (!("role" in actor) || actor.role === "viewer") return false;
  if (actor.role === "owner" || asked.includes(actor.id)) return true;
  return (await withScope(scope, () => inPlaceOf(asked))).includes(actor.id);
}

export async function refuseOthers(scope: Scope, approval: ApprovalRecord): Promise<void> {
  if (await mayDecide(scope, approval)) return;
  const names = await namesOf(scope, approval.asked);
  throw forbidden(`This is for ${names.join(" or ") || "an owner"} to approve, or for an owner of the firm.`);
}

export async function namesOf(scope: Scope, staffIds: string[]): Promise<string[]> {
  const staff = await withScope(scope, () => StaffModel.find({ _id: { $in: staffIds } }, { name: 1 }).lean());
  return staff.map((one) => one.name);
}

/** Whether its run still stands where it asked. */
export async function isWaitedFor(scope: Scope, { runId, step, visit }: ApprovalRecord): Promise<boolean> {
  const run = await withScope(scope, () => RunModel.findById(runId, { status: 1, position: 1 }).lean());
  return run !== null && run.status !== "ended" && run.position.some((one) => one.step === step && one.visit === visit);
}
