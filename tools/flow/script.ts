/** Looks a simulation's script over before it is played, so that a slip in it is named instead of quietly doing nothing. */
import { isZone } from "../../engine/definition/rrule.ts";
import type { Script } from "../../engine/simulate/index.ts";
import { UsageError } from "./answer.ts";

type Fields = Record<string, unknown>;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const TOP = ["start", "firm", "facts", "happenings", "until", "split"];
const SORTS = ["event", "set", "do", "fail", "command"];

/** The script as given, once it is known to be one; else a usage error that names the place. */
export function checkScript(script: unknown): Script {
  if (!isFields(script)) throw wrong("is no script. Write an object with start, firm, facts, happenings and until");
  const unknown = Object.keys(script).find((name) => !TOP.includes(name));
  if (unknown !== undefined) throw wrong(`has “${unknown}”, which is unknown. It may have ${TOP.join(", ")}`);
  instant(script["start"], "start");
  if (script["until"] !== undefined) instant(script["until"], "until");
  const firm = script["firm"];
  if (firm !== undefined && !isFields(firm)) throw wrong("has a firm that is no object");
  if (isFields(firm) && firm["zone"] !== undefined && (typeof firm["zone"] !== "string" || !isZone(firm["zone"])))
    throw wrong(`has the zone “${String(firm["zone"])}”, which does not exist. Write one like America/New_York`);
  for (const name of ["facts", "split"])
    if (script[name] !== undefined && !isFields(script[name])) throw wrong(`has ${name} that are no object`);
  const happenings = script["happenings"] ?? [];
  if (!Array.isArray(happenings)) throw wrong("has happenings that are no list");
  happenings.forEach(checkHappening);
  return script as unknown as Script;
}

function checkHappening(happening: unknown, index: number): void {
  const place = `happenings/${index}`;
  if (!isFields(happening)) throw wrong(`has at ${place} no object`);
  instant(happening["at"], `${place}/at`);
  const sorts = SORTS.filter((sort) => happening[sort] !== undefined);
  if (sorts.length !== 1)
    throw wrong(
      `says at ${place} ${sorts.length === 0 ? "nothing that happens" : "several things at once"}. Give one of ${SORTS.slice(0, 4).join(", ")}`,
    );
  if (happening["do"] !== undefined && !DOINGS.includes(String(happening["do"])))
    throw wrong(`does at ${place} “${String(happening["do"])}”, which is unknown. It may do ${DOINGS.join(" or ")}`);
}

/** What `do` may say. */
const DOINGS = ["pause", "resume"];

function instant(value: unknown, place: string): void {
  if (typeof value !== "string" || !INSTANT.test(value) || Number.isNaN(Date.parse(value)))
    throw wrong(`has no moment at ${place}. Write one like 2026-01-05T15:00:00Z`);
}

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function wrong(what: string): UsageError {
  return new UsageError(`The script ${what}.`);
}
