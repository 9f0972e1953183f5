import { clock, withScope } from "../domain/base/index.ts";
import { notifyStaff as tell } from "../domain/messages/index.ts";
import { staffNamed } from "../domain/staff/index.ts";
import { flowZone } from "../engine/run/index.ts";
import { type Carrying, effectActivity } from "./carryOut.ts";
import { permanent, temporary, uncertain } from "./errors.ts";

/** Tells members of staff something: in their list and by mail, each once. */
export const notifyStaff = effectActivity(async (carrying) => {
  const { scope, run, effect, params, facts, version, subject } = carrying;
  const staff = await addressees(carrying);
  if (staff.length === 0) throw permanent("There is nobody on the staff to tell. Assign the matter, or name somebody in the step.");
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const { step, visit, part } = effect.key;
  const answers = await tell(scope, {
    key: { runId: run._id, step, visit, part },
    staffIds: staff.map((one) => one._id),
    message: String(params["message"]),
    facts: facts as unknown as Record<string, unknown>,
    zone: flowZone(version.definition, facts),
    runId: run._id,
    ...(typeof matterId === "string" ? { matterId } : {}),
    ...(facts.contact ? { contactId: facts.contact.id } : {}),
  });
  for (const answer of answers) {
    if (answer.status === "failed") throw answer.kind === "temporary" ? temporary(answer.reason) : permanent(answer.reason);
    if (answer.status === "uncertain") throw uncertain(answer.reason);
  }
  return { status: "done", at: clock.now().toISOString(), data: { staff: staff.map((one) => one._id) } };
});

/** `assignee`, `onCall` (the firm's lawyer on call), a role, or ids. Without an assignee the owners are told: nothing is told to nobody. */
async function addressees({ scope, params, facts }: Carrying) {
  const named = [params["to"]].flat().map(String);
  const assignee = facts.staff?.["id"];
  const standing: Record<string, unknown> = { assignee, onCall: facts.firm?.["onCall"] };
  const ids = named.map((one) => (Object.hasOwn(standing, one) ? standing[one] : one)).filter((one) => typeof one === "string");
  return await withScope(scope, async () => {
    const found = await staffNamed(ids);
    return found.length ? found : await staffNamed(["owner"]);
  });
}
