import { approvers, askApproval } from "../../domain/approvals/index.ts";
import { newId, withScope } from "../../domain/base/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { saveMessageTemplate } from "../../domain/messages/index.ts";
import { RunModel } from "../../domain/runs/index.ts";
import type { Definition, Step } from "../../engine/definition/types.ts";
import { start } from "../../engine/run/index.ts";
import type { TestFirm } from "./firm.ts";
import { aFlow, done, letter, welcomeMail } from "./flows.ts";

const rejected: Step = { kind: "end", outcome: "rejected" };
/** An approval before a letter. */
export const approvedLetter = (by = "assignee", more: object = {}): Definition =>
  aFlow({
    ok: { kind: "approve", by, what: "hello", next: "hello", onRejected: "no", ...more },
    hello: letter("done"),
    done,
    no: rejected,
  });

/** A run that stands at an approval which has been asked for, as its records say; no workflow carries it out. */
export async function askedApproval(
  firm: Pick<TestFirm, "scope">,
  matter: { id: string; contactId: string },
  definition = approvedLetter(),
) {
  const { scope } = firm;
  await saveMessageTemplate(scope, { key: "welcome", content: welcomeMail });
  const { version } = await publishDefinition(scope, { definition });
  const runId = newId("run");
  const subject = { kind: "matter" as const, matterId: matter.id, contactId: matter.contactId };
  await withScope(scope, () =>
    RunModel.create([
      {
        _id: runId,
        flowKey: definition.key,
        flowName: definition.name,
        version,
        definitionHash: "-",
        subjectKind: "matter",
        matterId: matter.id,
        status: "running",
        startedBy: { kind: "system", id: "system", name: "Firmflow" },
        startedAt: new Date(),
        position: [{ token: "t1", step: "ok", visit: 1, state: "waiting", since: new Date().toISOString() }],
        workflow: "started",
        advanced: JSON.stringify({ state: start(definition, { runId, subject }) }),
      },
    ]),
  );
  const asked = await approvers(scope, {});
  const about = { matterId: matter.id, contactId: matter.contactId };
  const { approvalId, taskId } = await askApproval(scope, {
    runId,
    step: "ok",
    visit: 1,
    what: "hello",
    title: "Approve Welcome",
    asked,
    ...about,
  });
  return { runId, approvalId, taskId };
}
