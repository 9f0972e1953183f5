import { approvers, askApproval } from "../domain/approvals/index.ts";
import { clock, roles, withScope } from "../domain/base/index.ts";
import { notifyStaff } from "../domain/messages/index.ts";
import { nameOfStep } from "../domain/story/index.ts";
import type { EffectResult } from "../engine/run/index.ts";
import { type Carrying, effectActivity } from "./carryOut.ts";
import { temporary, uncertain } from "./errors.ts";

/** Asks for an approval: on the page of its own, on Today, and by a mail with the link, each once. */
export const approve = effectActivity(async (carrying): Promise<EffectResult> => {
  const { scope, run, effect, params, subject, facts } = carrying;
  const what = String(params["what"]);
  const name = await withScope(scope, () => nameOfStep(run.flowKey, run.version, what));
  // A step without a name of its own is called by what it does: Email “welcome”.
  const title = (name.includes("“") ? `Approve: ${name}` : `Approve “${name}”`).slice(0, 300);
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const contactId = subject.contactId ?? facts.contact?.id;
  const about = { ...(typeof matterId === "string" ? { matterId } : {}), ...(contactId ? { contactId } : {}) };
  const asked = await approvers(scope, whom(carrying));
  const { step, visit } = effect.key;
  const { approvalId, taskId } = await askApproval(scope, { runId: run._id, step, visit, what, title, asked, ...about });
  const answers = await notifyStaff(scope, {
    key: { runId: run._id, ...effect.key },
    staffIds: asked,
    message: "{{ vars.title }}: it waits for you\nIt leaves only when you approve. Open it to read what would be sent and to whom.",
    facts: { vars: { title } },
    page: `/approvals/${approvalId}`,
    runId: run._id,
    ...about,
  });
  // A mail that cannot arrive holds nothing up: it stands on Today all the same.
  for (const answer of answers) {
    if (answer.status === "failed" && answer.kind === "temporary") throw temporary(answer.reason);
    if (answer.status === "uncertain") throw uncertain(answer.reason);
  }
  return { status: "done", at: clock.now().toISOString(), data: { taskId, approvalId } };
});

function whom({ params, facts }: Carrying): Parameters<typeof approvers>[1] {
  const by = String(params["by"]);
  const role = roles.find((one) => one === by);
  if (role) return { role };
  const standing: Record<string, unknown> = { assignee: facts.staff?.["id"], onCall: facts.firm?.["onCall"] };
  const id = Object.hasOwn(standing, by) ? standing[by] : by;
  return typeof id === "string" ? { staffId: id } : {};
}
