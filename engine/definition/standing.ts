import type { Condition, Definition, EnrolTrigger, SubjectKind } from "./types.ts";

/**
 * Who matches a flow's start already, as a condition on what is so now: whoever stands at the stage that starts it, has the tag, or was
 * there before it; of a flow about dates, those that are planned and still to come. Null where nobody can be told, because it starts on
 * something that only happens.
 */
export function standingCondition({ subject, enrol: { on, where } }: Pick<Definition, "subject" | "enrol">): Condition | null {
  const standing = on.map((trigger) => standingOf(trigger, subject)).filter((one) => one !== null);
  if (standing.length === 0) return null;
  const any: Condition = standing.some(isEmpty) ? {} : standing.length === 1 ? (standing[0] ?? {}) : { or: standing };
  const parts = [any, where ?? {}].filter((one) => !isEmpty(one));
  return parts.length > 1 ? { and: parts } : (parts[0] ?? {});
}

const isEmpty = (condition: Condition) => Object.keys(condition).length === 0;

/** Being there is what these begin with. */
const beginnings = new Set(["contact.created", "matter.created"]);

function standingOf(trigger: EnrolTrigger, subject: SubjectKind): Condition | null {
  if ("becomes" in trigger) return trigger.becomes;
  if (!("event" in trigger)) return null;
  const { event, where = {} } = trigger;
  if (beginnings.has(event)) return isEmpty(where) ? {} : null;
  if (event === "occasion.planned") return subject === "occasion" ? planned(where) : null;
  if (event === "matter.stageChanged") return asked(where, "event.to", "matter.stage");
  if (event === "contact.tagged") {
    const tag = equals(where, "event.tag");
    return tag === undefined ? null : { contains: [{ var: "contact.tags" }, tag] };
  }
  return null;
}

/** Today's too: what is over by then sends nothing. */
const toCome: Condition[] = [
  { in: [{ var: "occasion.state" }, ["planned", "moved"]] },
  { ">=": [{ daysUntil: { var: "occasion.at" } }, 0] },
];

/** Dates of which the planning would have started it; null where that was told of more than the date has itself. */
function planned(where: Condition): Condition | null {
  const standing = JSON.parse(JSON.stringify(where).replace(/"var":"event\.(kind|type)"/g, '"var":"occasion.$1"')) as Condition;
  if (/"event\./.test(JSON.stringify(standing))) return null;
  return { and: isEmpty(standing) ? toCome : [standing, ...toCome] };
}

/** The same comparison, of what is so in place of what happened. */
function asked(where: Condition, path: string, standing: string): Condition | null {
  const value = equals(where, path);
  if (value !== undefined) return { "==": [{ var: standing }, value] };
  const { in: list } = where;
  const [left, right] = Array.isArray(list) ? (list as [unknown, unknown]) : [];
  return Object.keys(where).length === 1 && variable(left) === path && Array.isArray(right) ? { in: [{ var: standing }, right] } : null;
}

function equals(where: Condition, path: string): unknown {
  const args = where["=="];
  if (Object.keys(where).length !== 1 || !Array.isArray(args) || args.length !== 2) return undefined;
  return variable(args[0]) === path && typeof args[1] === "string" ? args[1] : undefined;
}

const variable = (value: unknown): unknown =>
  value !== null && typeof value === "object" ? (value as Record<string, unknown>)["var"] : undefined;
