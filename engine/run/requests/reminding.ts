import type { RequestStep } from "../../definition/types.ts";
import { after, instantOf, msOf } from "../../time/index.ts";
import { issue, letGo, type Wanted } from "../effects.ts";
import type { Running } from "../running.ts";
import type { Ask, Asked } from "../state.ts";
import type { Instant } from "../types.ts";

/** Reminders count from the request, for each person by themselves; of several overdue ones only the newest goes (rule 7). */

/** When this person is reminded next; null when not at all. */
export function nextReminder(run: Running, step: RequestStep, person: Asked): Instant | null {
  const due = person.s === "open" && person.a ? after(msOf(person.a), step.remind?.[person.n ?? 0], run.zone()) : null;
  return due === null ? null : instantOf(due);
}

/** `planned` is given where a reminder is due for another reason than its schedule: then it is not late. */
export function remind(run: Running, ask: Ask, step: RequestStep, contactId: string, planned?: Instant): void {
  const person = ask.to[contactId];
  if (!person) return;
  const asked = msOf(person.a);
  const due = (index: number) => after(asked, step.remind?.[index], run.zone());
  let index = person.n ?? 0;
  for (let later = due(index + 1); later !== null && later <= run.now; later = due(index + 1)) {
    run.write("skipped", ask, { reason: "A newer reminder is due as well.", data: { reminder: index + 1, contactId } });
    index++;
  }
  person.n = index + 1;
  if (dropReminders(ask, contactId)) run.write("skipped", ask, { reason: "A newer reminder goes in its place.", data: { contactId } });
  const moment = due(index);
  const wanted = remindWanted(ask, step, contactId, index + 1 + (person.o ?? 0));
  issue(run, ask, { ...wanted, planned: planned ?? (moment === null ? run.at : instantOf(moment)) });
}

/** Forgets reminders to this person that were put off or held back; true when there were any. */
export function dropReminders(ask: Ask, contactId: string): boolean {
  const pending = Object.entries(ask.fx ?? {}).filter(
    ([part, fx]) => part.startsWith("remind:") && part.endsWith(`:${contactId}`) && fx.s !== "flight" && fx.s !== "done",
  );
  for (const [part] of pending) delete ask.fx?.[part];
  return pending.length > 0;
}

export function remindWanted(ask: Ask, step: RequestStep, contactId: string, number: number): Wanted {
  const part = `remind:${number}:${contactId}`;
  const { r: requestId, o: ahead = 0 } = ask.to[contactId] ?? {};
  return {
    part,
    kind: "remind",
    purpose: "transactional",
    visit: ask.fx?.[part]?.v ?? ask.visit,
    params: {
      contactId,
      ...(requestId ? { requestId } : {}),
      asks: step.kind,
      number: Math.max(1, number - ahead),
      of: step.remind?.length ?? number,
      via: step.via ?? "email",
      ...(step.template ? { template: step.template } : {}),
    },
  };
}

/** Stops asking. The link stays: an answer that comes late is kept. */
export function giveUp(run: Running, ask: Ask): void {
  const token = run.tokenById(ask.token);
  run.write("gaveUp", ask, token ? {} : { reason: "Nobody waits for it: only the reminders stop." });
  letGo(run, ask);
  ask.gone = true;
  delete ask.giveUp;
  delete ask.token;
  delete ask.att;
  if (!token) return;
  token.planned = run.at;
  delete token.before;
  delete token.from;
  run.leave(token, "onGiveUp");
}
