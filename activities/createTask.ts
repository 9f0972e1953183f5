import { roles } from "../domain/base/index.ts";
import { createTask as create } from "../domain/tasks/index.ts";
import { recordActivity } from "./carryOut.ts";
import { textOf } from "./texts.ts";

/** Gives staff something to do: the matter's assignee, a role, or one of them. */
export const createTask = recordActivity(async (carrying) => {
  const { scope, run, effect, params, subject, facts } = carrying;
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const contactId = subject.contactId ?? facts.contact?.id;
  const notes = textOf(carrying, "notes");
  const { id } = await create(scope, {
    title: textOf(carrying, "title").replace(/\s+/g, " ").slice(0, 300),
    ...(notes ? { notes } : {}),
    ...assigneeOf(params["assignee"], facts.firm?.["onCall"]),
    ...(typeof params["dueAt"] === "string" ? { due: params["dueAt"] } : {}),
    ...(typeof matterId === "string" ? { matterId } : {}),
    ...(contactId ? { contactId } : {}),
    runId: run._id,
    step: effect.key.step,
    visit: effect.key.visit,
  });
  return { taskId: id };
});

function assigneeOf(assignee: unknown, onCall: unknown): { assignee?: string; assigneeRole?: (typeof roles)[number] } {
  if (typeof assignee !== "string" || assignee === "assignee") return {};
  // Nobody is on call: it is for the matter's own.
  if (assignee === "onCall") return typeof onCall === "string" ? { assignee: onCall } : {};
  const role = roles.find((one) => one === assignee);
  return role ? { assigneeRole: role } : { assignee };
}
