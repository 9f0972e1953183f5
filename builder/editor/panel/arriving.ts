/** When what a step does would happen for someone who arrives now. Pure: the engine's own time arithmetic. */
import type { GraphNode } from "../../../engine/graph/index.ts";
import type { FirmFacts } from "../../../engine/run/index.ts";
import { after, dueAt, holidaysOf, inZone, planWait } from "../../../engine/time/index.ts";

export interface Arrival {
  what: string;
  at: number;
  icon: "send" | "remind" | "end" | "wait" | "task";
  /** A reason to look twice: the name of a holiday, or the weekend. */
  flag?: string;
}

export interface FirmDays {
  zone: string;
  holidays: { date: string; name: string }[];
  hours?: FirmFacts["hours"];
}

export function arriving(step: GraphNode["step"], now: number, firm: FirmDays): Arrival[] {
  const lines = linesFor(step, now, firm);
  return lines.map((line) => {
    const flag = line.icon === "wait" || line.icon === "remind" ? flagOf(line.at, firm) : undefined;
    return flag ? { ...line, flag } : line;
  });
}

function linesFor(step: GraphNode["step"], now: number, firm: FirmDays): Arrival[] {
  switch (step.kind) {
    case "requestForm":
    case "requestFiles":
    case "requestSignature":
    case "offerAppointment":
      return request(step, now, firm);
    case "wait":
      return wait(step, now, firm);
    case "createTask":
      return task(step, now, firm);
    case "waitForEvent":
    case "waitUntil":
    case "approve":
      return moment("Gives up", step["timeout"], now, firm, "end");
    default:
      return [];
  }
}

function request(step: GraphNode["step"], now: number, firm: FirmDays): Arrival[] {
  const remind = (Array.isArray(step["remind"]) ? step["remind"] : []).flatMap((length: unknown) =>
    moment("", length, now, firm, "remind"),
  );
  const named = remind.map((line, index) => ({
    ...line,
    what:
      remind.length === 1
        ? "Reminder"
        : index === 0
          ? "First reminder"
          : index === remind.length - 1
            ? "Last reminder"
            : `Reminder ${index + 1}`,
  }));
  // With many reminders the first and the last say enough.
  const shown = named.length > 4 ? [named[0], named.at(-1)].filter((line) => line !== undefined) : named;
  return [{ what: "Link sent", at: now, icon: "send" }, ...shown, ...moment("Gives up", step["giveUpAfter"], now, firm, "end")];
}

function wait(step: GraphNode["step"], now: number, firm: FirmDays): Arrival[] {
  if (step["field"] !== undefined) return [];
  const plan = planWait(step as Parameters<typeof planWait>[0], {
    arrival: now,
    zone: firm.zone,
    holidays: holidaysOf(firm.holidays.map(({ date }) => date)),
  });
  return plan.kind === "until" ? [{ what: "Goes on", at: plan.until, icon: "wait" }] : [];
}

function task(step: GraphNode["step"], now: number, firm: FirmDays): Arrival[] {
  if (typeof step["due"] !== "string") return [];
  const facts: FirmFacts = {
    zone: firm.zone,
    holidays: firm.holidays.map(({ date }) => date),
    ...(firm.hours ? { hours: firm.hours } : {}),
  };
  const at = dueAt(now, step["due"], step["businessDays"] === true, facts, firm.zone);
  return at === null ? [] : [{ what: "Task is due", at, icon: "task" }];
}

function moment(what: string, length: unknown, now: number, firm: FirmDays, icon: Arrival["icon"]): Arrival[] {
  const at = typeof length === "string" ? after(now, length, firm.zone) : null;
  return at === null ? [] : [{ what, at, icon }];
}

/** A holiday by its name, or the weekend; business days are fine. */
export function flagOf(at: number, firm: FirmDays): string | undefined {
  const day = inZone(at, firm.zone).toPlainDate();
  return (
    firm.holidays.find(({ date }) => date === day.toString())?.name ||
    (firm.holidays.some(({ date }) => date === day.toString()) ? "Holiday" : undefined)
  );
}
