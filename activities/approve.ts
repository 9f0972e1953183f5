import { roles } from "../domain/base/index.ts";
import { createTask } from "../domain/tasks/index.ts";
import { nameOf } from "../engine/definition/index.ts";
import { recordActivity } from "./carryOut.ts";

/** Asks a member of staff by a task whether what comes next may leave; its outcome is `approved` or `rejected`. */
export const approve = recordActivity(async ({ scope, run, effect, params, subject, facts, version }) => {
  const what = String(params["what"]);
  const by = String(params["by"]);
  const role = roles.find((one) => one === by);
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const contactId = subject.contactId ?? facts.contact?.id;
  const { id } = await createTask(scope, {
    title: `Approve ${nameOf(what, version.definition.steps[what])}`.slice(0, 300),
    notes: "Complete this task with the outcome “approved” or “rejected”.",
    ...(role ? { assigneeRole: role } : by === "assignee" ? {} : { assignee: by }),
    ...(typeof matterId === "string" ? { matterId } : {}),
    ...(contactId ? { contactId } : {}),
    runId: run._id,
    step: effect.key.step,
    visit: effect.key.visit,
  });
  return { taskId: id };
});
