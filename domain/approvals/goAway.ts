import type { Static } from "typebox";
import { type Scope, systemScope, withScope } from "../base/index.ts";
import { notifyStaff } from "../messages/index.ts";
import { inPlaceOf, setAway } from "../staff/index.ts";
import { isWaitedFor, namesOf } from "./may.ts";
import { ApprovalModel } from "./model.ts";

/**
 * Away until then, or back. What was asked of them before waits for whoever stands in from here on: it is on that person's Today while they
 * do, and one email says how much it is, since the flow that asked will not ask again.
 */
export async function goAway(scope: Scope, input: Static<typeof setAway.spec.input>): Promise<void> {
  await setAway(scope, input);
  if (input.away.until !== null) await tellStandIn(scope, input.staffId, input.away.until);
}

async function tellStandIn(scope: Scope, staffId: string, until: string): Promise<void> {
  const [standIn] = await withScope(scope, () => inPlaceOf([staffId]));
  if (!standIn || standIn === staffId) return;
  const count = await waitingFor(scope, staffId);
  if (count === 0) return;
  const [name] = await namesOf(scope, [staffId]);
  await notifyStaff(systemScope(scope.firmId, "Away"), {
    key: { own: `away:${staffId}:${standIn}:${until}` },
    staffIds: [standIn],
    message:
      "You stand in for {{ vars.name }}: {{ vars.count }} waiting\nUntil {{ vars.name }} is back, what waited for their approval waits for yours. It stands on your Today; nothing leaves until you have looked at it.",
    facts: { vars: { name, count: count === 1 ? "one approval is" : `${count} approvals are` } },
    page: "/",
  });
}

/** How many approvals they were asked for that a flow still waits for. */
async function waitingFor(scope: Scope, staffId: string): Promise<number> {
  const open = await withScope(scope, () => ApprovalModel.find({ asked: staffId, state: "open" }).limit(200).lean());
  let count = 0;
  for (const one of open) if (await isWaitedFor(scope, one)) count += 1;
  return count;
}
