import type { Definition, RequestStep } from "../../definition/types.ts";
import { after, instantOf, laterOf, msOf } from "../../time/index.ts";
import { isRequest } from "../answers.ts";
import { issue, letGo } from "../effects.ts";
import { recipientsOf } from "../recipients.ts";
import { afterAsking, askWanted } from "../requests/asking.ts";
import { dropReminders, nextReminder, remind } from "../requests/reminding.ts";
import type { Running } from "../running.ts";
import type { Ask, Asked } from "../state.ts";
import type { Instant } from "../types.ts";
import { countVisit } from "../visits.ts";
import { stepIn } from "./refusals.ts";

/** Open requests move along (rule 13): nobody is asked again, and what is still to come follows the new version's schedule. */
export function carryAsk(run: Running, from: Definition, ask: Ask): void {
  const [before, step] = [stepIn(from, ask.step), run.step(ask.step)];
  if (ask.gone) return;
  if (!isRequest(step)) {
    noLongerAsked(run, ask);
    return;
  }
  const planned = isRequest(before) ? before : step;
  replanGivingUp(run, ask, planned, step);
  for (const person of Object.values(ask.to)) fitReminders(run, person, planned, step);
  const left = fitPeople(run, ask, planned, step);
  if (!ask.att) afterAsking(run, ask, step);
  closeLinks(run, ask, left);
  remindOverdue(run, ask, step);
}

/** The link stays open: what the client sends is kept, as after giving up. */
function noLongerAsked(run: Running, ask: Ask): void {
  ask.gone = true;
  delete ask.giveUp;
  delete ask.token;
  delete ask.att;
  delete ask.fx;
  run.write("skipped", ask, { reason: "This version does not ask for it any more: no more reminders go out." });
}

/** By so much as holds had moved the deadline, they move the new one. One that would be over by now is reached now. */
function replanGivingUp(run: Running, ask: Ask, before: RequestStep, step: RequestStep): void {
  const asked = lastAsked(ask);
  if (asked === undefined) return;
  const old = ask.giveUp;
  const [was, is] = [after(msOf(asked), before.giveUpAfter, run.zone()), after(msOf(asked), step.giveUpAfter, run.zone())];
  const held = old && was !== null ? Math.max(0, msOf(old) - was) : 0;
  if (is === null) delete ask.giveUp;
  else ask.giveUp = instantOf(Math.max(is + held, run.now));
  if (ask.giveUp !== old) run.write("replanned", ask, { until: ask.giveUp });
}

/**
 * Whom the new version names besides is asked now; whom it names no more is not waited for. Only what the versions say counts: somebody who
 * joined the matter meanwhile was not to be asked by this visit. A signature goes around as it was begun.
 */
function fitPeople(run: Running, ask: Ask, before: RequestStep, step: RequestStep): string[] {
  if (step.kind === "requestSignature" || JSON.stringify(before.to ?? []) === JSON.stringify(step.to ?? [])) return [];
  const were = idsOf(before, run);
  const are = idsOf(step, run);
  if (are.length === 0) return [];
  for (const contactId of are) {
    const known = ask.to[contactId];
    if (were.includes(contactId) || (known && known.s !== "off")) continue;
    ask.to[contactId] = { s: "asked" };
    const visit = known?.a === undefined ? ask.visit : countVisit(run.definition, run.state, ask.step);
    issue(run, ask, { ...askWanted(run, step, ask, contactId), visit, planned: run.at });
  }
  return were.filter((contactId) => !are.includes(contactId) && leftOut(run, ask, contactId));
}

const idsOf = (step: RequestStep, run: Running) => recipientsOf(step.to, run.given).map((person) => person.id);

/** Whether they were still waited for; what they answered before is kept. */
function leftOut(run: Running, ask: Ask, contactId: string): boolean {
  const person = ask.to[contactId];
  if (!person || person.s === "done" || person.s === "off") return false;
  person.s = "off";
  delete person.g;
  dropReminders(ask, contactId);
  delete ask.fx?.[`ask:${contactId}`];
  run.write("skipped", ask, { reason: notAsked, data: { contactId } });
  return true;
}

function closeLinks(run: Running, ask: Ask, left: string[]): void {
  for (const contactId of left) {
    const requestId = ask.to[contactId]?.r;
    if (requestId)
      issue(run, ask, { part: `close:${contactId}`, kind: "closeRequest", params: { contactId, requestId, reason: notAsked } });
  }
  // Everybody else had answered: it is over, and only this is still under way.
  if (left.length > 0 && !run.state.asks.includes(ask)) letGo(run, ask);
}
const notAsked = "This version does not ask them any more.";

function lastAsked(ask: Ask): Instant | undefined {
  const moments = Object.values(ask.to).flatMap((person) => (person.a ? [person.a] : []));
  return moments.length > 0 ? moments.reduce((last, moment) => laterOf(last, moment)) : undefined;
}

/**
 * The next reminder by the new schedule is the first that comes after the last one sent: what was sent is not repeated. Numbers of those
 * sent are never used again, so that no reminder is taken for one that went before the move.
 */
function fitReminders(run: Running, person: Asked, before: RequestStep, step: RequestStep): void {
  const sent = person.n ?? 0;
  if (!person.a || sent === 0 || JSON.stringify(before.remind) === JSON.stringify(step.remind)) return;
  const asked = msOf(person.a);
  const last = after(asked, before.remind?.[sent - 1], run.zone());
  const schedule = step.remind ?? [];
  const next = schedule.findIndex((one) => (after(asked, one, run.zone()) ?? Number.NEGATIVE_INFINITY) > (last ?? 0));
  const used = sent + (person.o ?? 0);
  person.n = next < 0 ? schedule.length : next;
  person.o = Math.max(0, used - person.n);
}

/** Reminders overdue by the new schedule: of each person's only the newest goes, now and not late. None right before giving up. */
function remindOverdue(run: Running, ask: Ask, step: RequestStep): void {
  if (!run.state.asks.includes(ask) || ask.gone || (ask.giveUp && msOf(ask.giveUp) <= run.now)) return;
  for (const [contactId, person] of Object.entries(ask.to)) {
    const due = nextReminder(run, step, person);
    if (due && msOf(due) <= run.now) remind(run, ask, step, contactId, run.at);
  }
}
