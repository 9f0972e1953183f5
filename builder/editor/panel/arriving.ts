/** When what a step does would happen for someone who arrives now. Pure: the engine's own time arithmetic. */
import type { SendWindow } from "../../../engine/definition/types.ts";
import type { GraphNode } from "../../../engine/graph/index.ts";
import type { FirmFacts } from "../../../engine/run/index.ts";
import { after, dueAt, holidaysOf, inZone, openFrom, planWait, workingDayFrom } from "../../../engine/time/index.ts";
import { whenParts } from "../../components/when.ts";

export interface Arrival {
  what: string;
  at: number;
  icon: "send" | "remind" | "end" | "wait" | "task";
  /** A reason to look twice: the name of a holiday. */
  flag?: string;
  /** The date it is worked out for, where nobody can know it yet. */
  given?: string;
}

export interface FirmDays {
  zone: string;
  holidays: { date: string; name: string }[];
  hours?: FirmFacts["hours"];
}

/** `window`: when the flow's marketing may leave. */
export function arriving(step: GraphNode["step"], now: number, firm: FirmDays, window?: SendWindow): Arrival[] {
  let lines: Arrival[];
  try {
    lines = linesFor(step, now, firm, window);
  } catch {
    // A definition written by hand may hold anything; its problems say so.
    return [];
  }
  return lines.map((line) => {
    const flag = line.icon === "wait" || line.icon === "remind" ? flagOf(line.at, firm) : undefined;
    return flag ? { ...line, flag } : line;
  });
}

function linesFor(step: GraphNode["step"], now: number, firm: FirmDays, window: SendWindow | undefined): Arrival[] {
  switch (step.kind) {
    case "sendEmail":
      return leaves(step, now, firm, window);
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

const daysOff = (firm: FirmDays) => holidaysOf(firm.holidays.map(({ date }) => date));

/** Rule 8: marketing waits for its hours and for a day that is no holiday; what the case needs only for hours of its own. */
function leaves(step: GraphNode["step"], now: number, firm: FirmDays, flows: SendWindow | undefined): Arrival[] {
  const marketing = step["purpose"] === "marketing";
  const window = (step["window"] as SendWindow | undefined) ?? (marketing ? flows : undefined);
  if (!window && !marketing) return [];
  const holidays = marketing ? daysOff(firm) : undefined;
  const at = window ? openFrom(now, window, firm.zone, holidays) : workingDayFrom(now, daysOff(firm), firm.zone);
  return at === null ? [] : [{ what: at === now ? "Leaves at once" : "Leaves", at, icon: "send" }];
}

function wait(step: GraphNode["step"], now: number, firm: FirmDays): Arrival[] {
  const fields = step as Parameters<typeof planWait>[0];
  const context = { arrival: now, zone: firm.zone, holidays: daysOff(firm) };
  if (step["field"] === undefined) {
    const plan = planWait(fields, context);
    return plan.kind === "until" ? [{ what: "Goes on", at: plan.until, icon: "wait" }] : [];
  }
  return aroundDate(fields, context);
}

const examples = ["P30D", "P90D", "P400D", "P5Y"] as const;

/** A date nobody knows yet: shown for one that is far enough ahead. */
function aroundDate(fields: Parameters<typeof planWait>[0], context: Parameters<typeof planWait>[1]): Arrival[] {
  const hasTime = fields.field === "occasion.at" || /^steps\./.test(fields.field ?? "");
  for (const ahead of examples) {
    const on = inZone(after(context.arrival, ahead, context.zone) ?? context.arrival, context.zone).with({
      hour: 10,
      minute: 0,
      second: 0,
    });
    const value = hasTime ? new Date(on.epochMilliseconds).toISOString() : on.toPlainDate().toString();
    const plan = planWait(fields, { ...context, value });
    if (plan.kind !== "until") continue;
    const { day } = whenParts(new Date(on.epochMilliseconds), { zone: context.zone, now: new Date(context.arrival), dayOnly: true });
    return [{ what: "Goes on", at: plan.until, icon: "wait", given: `${day}${hasTime ? ", 10:00" : ""}` }];
  }
  return [];
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

/** A holiday by its name; other days are fine. */
export function flagOf(at: number, firm: FirmDays): string | undefined {
  const day = inZone(at, firm.zone).toPlainDate();
  return (
    firm.holidays.find(({ date }) => date === day.toString())?.name ||
    (firm.holidays.some(({ date }) => date === day.toString()) ? "Holiday" : undefined)
  );
}
