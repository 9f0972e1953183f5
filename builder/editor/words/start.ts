/** When a flow starts, and for whom, in words. */
import { eventKind } from "../../../engine/conditions/index.ts";
import type { Definition, EnrolTrigger } from "../../../engine/definition/types.ts";
import { spoken } from "../../../engine/steps/words.ts";
import { conditionWords } from "../conditions/words.ts";
import { and } from "./lists.ts";
import type { Names } from "./names.ts";

type Settings = Pick<Definition, "enrol" | "subject">;

/** "Starts when a matter is hired", "Starts 3 days before the closing date", "Started by hand". */
export function startTitle({ enrol }: Settings, names: Names): string {
  const [first, ...more] = enrol.on;
  if (!first) return "Started by hand";
  const words = triggerTitle(first, names);
  return more.length === 0
    ? `Starts ${words}`
    : `Starts ${words}, or ${more.length === 1 ? triggerTitle(more[0] ?? first, names) : `in ${more.length} other ways`}`;
}

/** The card's second line: what exactly, and how often. */
export function startDetail({ enrol, subject }: Settings, names: Names): string {
  const [first] = enrol.on;
  const who = { contact: "person", matter: "matter", occasion: "date" }[subject];
  const parts = [
    againWords(enrol.again, who),
    first && "event" in first && first.where && hasRules(first.where) && !isStage(first) ? conditionWords(first.where, names) : undefined,
    enrol.where && hasRules(enrol.where) ? `only if ${conditionWords(enrol.where, names)}` : undefined,
  ].filter(Boolean);
  const line = parts.join(", ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** The title says it already. */
const isStage = (trigger: EnrolTrigger) =>
  "event" in trigger && trigger.event === "matter.stageChanged" && stageOf(trigger.where) !== undefined;

export function againWords(again: Definition["enrol"]["again"], who: string): string {
  if (again === "never") return `once per ${who}`;
  if (again === "afterEnd") return "again after it ended";
  if (again === "always") return "every time";
  return `again after ${spoken(again.after)}`;
}

export function triggerTitle(trigger: EnrolTrigger, names: Names): string {
  if ("event" in trigger) {
    const stage = trigger.event === "matter.stageChanged" ? stageOf(trigger.where) : undefined;
    if (stage) return `at the stage “${names.stage(stage)}”`;
    const kind = trigger.event.startsWith("occasion.") ? askedFor(trigger.where, "event.kind") : undefined;
    const label = (eventKind(trigger.event)?.label ?? trigger.event).replace(/^An occasion/, kind ? `A ${kind}` : "An occasion");
    return trigger.event ? `when ${label.charAt(0).toLowerCase()}${label.slice(1)}` : "when …";
  }
  if ("field" in trigger) {
    const offset = trigger.before ?? trigger.after;
    const way = trigger.before === undefined ? "after" : "before";
    const date = `the ${names.fact(trigger.field).toLowerCase()}`;
    const every = trigger.every ? `, every ${spoken(trigger.every)}` : "";
    return `${offset ? `${spoken(offset)} ${way} ${date}` : `on ${date}`}${trigger.at ? ` at ${trigger.at}` : ""}${every}`;
  }
  if ("schedule" in trigger) return scheduleWords(trigger.schedule);
  return hasRules(trigger.becomes) ? `once ${conditionWords(trigger.becomes, names)}` : "once …";
}

const days: Record<string, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
export const monthNames = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
];
const units: Record<string, string> = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };

/** The calendar rules the panel makes, in words; others as they are written. */
export function scheduleWords(rule: string): string {
  const parts = Object.fromEntries(
    rule
      .replace(/^RRULE:/, "")
      .split(";")
      .map((part) => part.split("=") as [string, string]),
  );
  const unit = units[parts["FREQ"] ?? ""];
  if (!unit) return `by the calendar rule ${rule || "…"}`;
  const interval = Number(parts["INTERVAL"] ?? 1);
  const every = interval > 1 ? `every ${interval} ${unit}s` : `every ${unit}`;
  const on = parts["BYDAY"] ? ` on ${and(parts["BYDAY"].split(",").map((day) => days[day] ?? day))}` : "";
  const month = monthNames[Number(parts["BYMONTH"]) - 1];
  const day = parts["BYMONTHDAY"];
  const date = !day
    ? ""
    : day === "-1"
      ? ` on the last day${month ? ` of ${month}` : ""}`
      : month
        ? ` on ${day} ${month}`
        : ` on day ${day}`;
  const hour = parts["BYHOUR"] ? ` at ${parts["BYHOUR"].padStart(2, "0")}:${(parts["BYMINUTE"] ?? "0").padStart(2, "0")}` : "";
  return `${every}${on}${date}${hour}`;
}

const hasRules = (condition: Record<string, unknown>) => Object.keys(condition).length > 0;

/** The stage of `{"==": [{"var": "event.to"}, "hired"]}`. */
const stageOf = (where: Record<string, unknown> | undefined) => askedFor(where, "event.to");

/** What a condition of one comparison asks a field to be. */
function askedFor(where: Record<string, unknown> | undefined, field: string): string | undefined {
  const args = where?.["=="];
  if (!Array.isArray(args) || args.length !== 2) return undefined;
  const [left, right] = args as [unknown, unknown];
  const path = left && typeof left === "object" ? (left as Record<string, unknown>)["var"] : undefined;
  return path === field && typeof right === "string" ? right : undefined;
}
