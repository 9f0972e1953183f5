import Type, { type Static } from "typebox";
import { changeFound, check, clock, conflict, invalid, notFound, operation, type Scope, type Stored } from "../base/index.ts";
import { type ApprovedDocument, fileDocument } from "../documents/index.ts";
import { closed, id, oneOf } from "../inputs/index.ts";
import { Variant } from "../messages/index.ts";
import { closeTask, finishTask, TaskModel, type TaskRecord } from "../tasks/index.ts";
import { type Contents, contentsOf, lookAt, type ShownMessage } from "./contents.ts";
import { approvalById, isWaitedFor, refuseOthers } from "./may.ts";
import { composedText, editedMail } from "./messages.ts";
import { ApprovalModel, type ApprovalRecord, type ApprovedMessage } from "./model.ts";

/** What was changed in one person's message: a mail's blocks, or a text's words. */
const Edit = Type.Object(
  { contactId: id, variant: Type.Optional(Variant), text: Type.Optional(Type.String({ minLength: 1, maxLength: 1600 })) },
  closed,
);
export const Approving = Type.Object(
  {
    /** Of what was looked at (`showApproval`): nobody approves what they have not seen. */
    hash: Type.String({ minLength: 1, maxLength: 100 }),
    edits: Type.Optional(Type.Array(Edit, { maxItems: 50 })),
  },
  closed,
);
export const Rejecting = Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }, closed);

/** Approves what was looked at, as it was or as it was changed. From here on it is what leaves, whatever its facts become. */
export async function approve(scope: Scope, approvalId: string, raw: Static<typeof Approving>): Promise<void> {
  const { hash, edits = [] } = check(Approving, raw);
  const approval = await approvalById(scope, approvalId);
  await refuseOthers(scope, approval);
  refuseDecided(approval);
  if (!(await isWaitedFor(scope, approval)))
    throw conflict("approval-lapsed", "The flow does not wait for this any more, so nothing would leave. Take it off your list.");
  const contents = await contentsOf(scope, approval);
  if (contents.hash !== hash)
    throw conflict("approval-changed", "What would leave has changed since you looked: look at it once more, then approve.");
  const problem = contents.document?.problem ?? contents.messages.find((one) => one.problem)?.problem;
  if (problem) throw invalid(problem);
  const messages = await withEdits(scope, approval, contents, edits);
  const { order } = contents.document ?? {};
  const document = order ? await fileDocument(scope, order) : undefined;
  await settleApproval(scope, { approvalId, decision: "approved", hash, messages, ...(document ? { document } : {}) });
}

/** Sends the flow the other way. One that the flow does not wait for any more is only taken off the list. */
export async function reject(scope: Scope, approvalId: string, raw: Static<typeof Rejecting>): Promise<void> {
  const reason = check(Rejecting, raw).reason?.trim();
  const approval = await approvalById(scope, approvalId);
  await refuseOthers(scope, approval);
  const decision = (await isWaitedFor(scope, approval)) ? "rejected" : "lapsed";
  await settleApproval(scope, { approvalId, decision, messages: [], ...(reason ? { reason } : {}) });
}

async function withEdits(
  scope: Scope,
  approval: ApprovalRecord,
  { messages }: Contents,
  edits: Static<typeof Edit>[],
): Promise<ApprovedMessage[]> {
  const stranger = edits.find((edit) => !messages.some((one) => one.person.id === edit.contactId));
  if (stranger) throw notFound("The person whose message you changed");
  const looking = await lookAt(scope, approval);
  const changed = async ({ person, message }: ShownMessage): Promise<ApprovedMessage[]> => {
    const edit = edits.find((one) => one.contactId === person.id);
    if (!message) return [];
    if (message.channel === "text" && edit?.text !== undefined) return [await composedText(looking, person, edit.text)];
    if (message.channel !== "text" && edit?.variant) return [await editedMail(looking, person, message, edit.variant)];
    return [message];
  };
  const all: ApprovedMessage[] = [];
  for (const one of messages) all.push(...(await changed(one)));
  return all;
}

const decisions = ["approved", "rejected", "lapsed"] as const;
/** Writes the decision down and tells the run, together; whoever comes second is told who was first. */
export const settleApproval = operation({
  name: "approvals.settle",
  role: "staff",
  input: Type.Object({
    approvalId: id,
    decision: oneOf(decisions),
    hash: Type.Optional(Type.String({ maxLength: 100 })),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    messages: Type.Array(Type.Unsafe<ApprovedMessage>(Type.Unknown()), { maxItems: 50 }),
    document: Type.Optional(Type.Unsafe<ApprovedDocument>(Type.Unknown())),
  }),
  run: async ({ approvalId, decision, ...what }, { actor }) => {
    const edited = what.messages.some((one) => one.edited);
    const decided = { state: decision, decidedBy: { id: actor.id, name: actor.name }, decidedAt: clock.now(), ...what };
    const before = await changeFound(
      ApprovalModel,
      { _id: approvalId, state: "open" },
      { $set: { ...decided, ...(edited ? { edited } : {}) } },
    );
    if (!before) return refuseDecided((await ApprovalModel.findById(approvalId).lean()) as Stored<ApprovalRecord> | null);
    const task = (await TaskModel.findById(before.taskId).lean()) as Stored<TaskRecord> | null;
    if (!task || decision === "lapsed") return await closeTask(before.taskId);
    const { reason } = what;
    await finishTask(task, decision, { by: actor.name, ...(reason ? { reason } : {}), ...(edited ? { edited } : {}) });
  },
});

function refuseDecided(approval: Stored<ApprovalRecord> | null): void {
  if (!approval) throw notFound("This approval");
  const { state, decidedBy } = approval;
  if (state === "open") return;
  const who = decidedBy?.name ?? "Somebody";
  const what = state === "approved" ? "approved it" : state === "rejected" ? "rejected it" : "taken it off the list";
  throw conflict("approval-decided", `${who} has already ${what}.`, { state, by: who });
}
