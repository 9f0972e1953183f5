import Type from "typebox";
import { newId, operation, type Role, type Scope, withScope } from "../base/index.ts";
import { id, line, optionalId } from "../inputs/index.ts";
import { inPlaceOf, StaffModel } from "../staff/index.ts";
import { createTask } from "../tasks/index.ts";
import { ApprovalModel } from "./model.ts";

/**
 * Who is asked: the role's members, or the one named, each by their stand-in while they are away. Without anybody it is for the owners:
 * what waits for an approval must not wait for nobody.
 */
export async function approvers(scope: Scope, by: { role?: Role; staffId?: string }): Promise<string[]> {
  return await withScope(scope, async () => {
    const wanted = by.role ? { role: by.role } : { _id: by.staffId ?? "" };
    const found = await StaffModel.find({ active: true, ...wanted }, { _id: 1 }).lean();
    const staff = found.length > 0 ? found : await StaffModel.find({ active: true, role: "owner" }, { _id: 1 }).lean();
    return await inPlaceOf(staff.map((one) => one._id));
  });
}

/** Asks for an approval: a line on Today and a page of its own. Again for the same run, step and visit it is the one asked for before. */
export const askApproval = operation({
  name: "approvals.ask",
  role: "staff",
  input: Type.Object({
    runId: id,
    step: line(120),
    visit: Type.Integer({ minimum: 0 }),
    what: line(120),
    title: line(300),
    asked: Type.Array(id, { maxItems: 200 }),
    matterId: optionalId,
    contactId: optionalId,
  }),
  run: async (input, scope) => {
    const { runId, step, visit, asked, title, matterId, contactId } = input;
    const before = await ApprovalModel.findOne({ runId, step, visit }, { taskId: 1 }).lean();
    if (before) return { approvalId: before._id, taskId: before.taskId };
    const approvalId = newId("approval");
    const { id: taskId } = await createTask(scope, {
      title,
      ...(asked.length === 1 ? { assignee: asked[0] } : {}),
      asked,
      approvalId,
      runId,
      step,
      visit,
      ...(matterId ? { matterId } : {}),
      ...(contactId ? { contactId } : {}),
    });
    await ApprovalModel.create([{ ...input, _id: approvalId, taskId, state: "open" }]);
    return { approvalId, taskId };
  },
});
