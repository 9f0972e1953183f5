/**
 * What the four kinds that ask the client share: requestForm, requestFiles, requestSignature, offerAppointment.
 * Each sends a link, reminds on its own schedule and parks until it is done.
 */
import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { Problem, RequestFields, RequestStep, StepId } from "../definition/types.ts";
import { endsBefore } from "./durations.ts";
import { choice, type FieldSchema, field, flag, LATE, listOf, NEXT, ON_ERROR, outletField, TO_ROLES } from "./fields.ts";
import type { Outlet } from "./kind.ts";
import { optional, outlet, required } from "./outlets.ts";
import { line, listed, spoken, spokenLateness } from "./words.ts";

export const REQUEST_FIELDS: Record<string, FieldSchema> = {
  via: choice(["email", "text", "preferred"], "By", "How the link is sent: email (the default), text, or whatever each person prefers."),
  to: TO_ROLES,
  complete: choice(["all", "any"], "Done when", "Asked of several people: done when all have answered (the default), or any one of them."),
  template: field("key", "Message", "The message that carries the link. Without it, the firm's standard one for this request."),
  remind: listOf("duration", "Remind after", "When to remind, counted from the request: each before it gives up.", { maxItems: 20 }),
  giveUpAfter: field("duration", "Give up after", "When to stop waiting, counted from the request."),
  waitFor: flag(
    "Wait for the answer",
    "On by default. When off, the flow goes on at once; reminders run beside it until answered or the run ends, and giving up only stops them.",
  ),
  late: LATE,
  next: NEXT,
  onGiveUp: outletField("If there is no answer", "Where to go after giving up."),
  onError: ON_ERROR,
};

/** True when the token parks until the answer comes. */
export function waitsForAnswer(step: RequestFields): boolean {
  return step.waitFor !== false;
}

export function requestOutlets(step: RequestFields, done: string, between: Outlet[] = []): Outlet[] {
  const gives = Boolean(step.giveUpAfter) && waitsForAnswer(step);
  const label = step.giveUpAfter ? `Not in ${spoken(step.giveUpAfter)}` : "No answer";
  return [
    required("next", waitsForAnswer(step) ? done : "Then", step.next),
    ...between,
    outlet("onGiveUp", label, step.onGiveUp, gives),
    optional("onError", "Failed", step.onError),
  ];
}

export function requestSummary(step: RequestFields, what: string): string {
  const to = Array.isArray(step.to) && step.to.length > 0 ? ` ${step.complete === "any" ? listed(step.to, "or") : listed(step.to)}` : "";
  const reminders = Array.isArray(step.remind) ? step.remind.length : 0;
  return line(
    `Ask${to} for ${what}`,
    reminders > 0 && `${reminders} reminder${reminders === 1 ? "" : "s"}`,
    step.giveUpAfter && `give up after ${spoken(step.giveUpAfter)}`,
    step.waitFor === false && "don't wait",
    spokenLateness(step.late),
  );
}

export function checkRequest(step: RequestStep, id: StepId): Problem[] {
  return [...checkReminders(step, id), ...checkGivingUp(step, id)];
}

function checkReminders(step: RequestStep, id: StepId): Problem[] {
  const { giveUpAfter, remind } = step;
  if (!giveUpAfter || !remind) return [];
  return remind.flatMap((after, index) => {
    if (endsBefore(after, giveUpAfter)) return [];
    const message = `Step ${nameOf(id, step)} reminds after ${spoken(after)}, but has given up by then (after ${spoken(giveUpAfter)}). Remind earlier, or give up later.`;
    return [problem(id, pointer("steps", id, "remind", index), "reminderAfterGivingUp", message)];
  });
}

function checkGivingUp(step: RequestStep, id: StepId): Problem[] {
  if (!step.onGiveUp || (step.giveUpAfter && waitsForAnswer(step))) return [];
  const why = step.giveUpAfter ? "does not wait for the answer" : "never gives up";
  const message = `Step ${nameOf(id, step)} says where to go without an answer, but ${why}. Set “Give up after” and wait for the answer, or remove that way.`;
  return [problem(id, pointer("steps", id, "onGiveUp"), "outletNeverTaken", message)];
}
