/** What the flow's settings mean together: ids told apart, opting out, and what must be there before anything is published. */
import { countsDays, pathsOf } from "../conditions/check.ts";
import { called, type Flow, isRecord } from "./flow.ts";
import { pointer, problem, warning } from "./problem.ts";
import { RECORDS, type RecordSort } from "./records.ts";
import type { Problem } from "./types.ts";

export interface ValidateOptions {
  /** Given when a version is about to be published: marketing mail then needs the firm's postal address and a way to unsubscribe. */
  publishing?: { postalAddress?: string | null; unsubscribe?: boolean };
  /** Keys of the firm's records. A sort that is not given is checked for its form only. */
  known?: Partial<Record<RecordSort, Iterable<string>>>;
  /** The languages the firm writes in, the first standing in for the others, and those each of its email templates is written in. */
  languages?: { uses: readonly string[]; has: Readonly<Record<string, readonly string[]>> };
}

export function checkSettings(flow: Flow, options: ValidateOptions): Problem[] {
  return [
    ...checkIds(flow, "goals", "Goal"),
    ...checkIds(flow, "exits", "Exit"),
    ...checkOptingOut(flow),
    ...checkBecoming(flow),
    ...checkPublishing(flow, options),
    ...checkKnown(flow, options),
    ...checkLanguages(flow, options),
  ];
}

function checkIds({ raw }: Flow, field: "goals" | "exits", word: string): Problem[] {
  const seen = new Set<unknown>();
  const list: unknown[] = Array.isArray(raw[field]) ? raw[field] : [];
  return list.flatMap((entry, index) => {
    if (!isRecord(entry) || typeof entry["id"] !== "string") return [];
    const double = seen.has(entry["id"]);
    seen.add(entry["id"]);
    if (!double) return [];
    return [problem(null, pointer(field, index, "id"), "doubleId", `${word} “${entry["id"]}” is there twice. Give each its own id.`)];
  });
}

const REQUESTS = ["requestForm", "requestFiles", "requestSignature", "offerAppointment"];

function checkOptingOut(flow: Flow): Problem[] {
  const exits: unknown[] = Array.isArray(flow.raw["exits"]) ? flow.raw["exits"] : [];
  const needed = [...flow.steps.values()].find(
    ({ kind, step }) => step["purpose"] === "transactional" || (kind !== null && REQUESTS.includes(kind)),
  );
  if (!needed) return [];
  return exits.flatMap((exit, index) => {
    if (!isRecord(exit) || !isOptingOut(exit)) return [];
    const message = `Exit “${String(exit["id"])}” lets people leave when they opt out, but step ${called(flow, needed.id)} sends what they need for their case. Opting out stops marketing by itself: remove this exit, or keep marketing in a flow of its own.`;
    return [warning(null, pointer("exits", index), "exitOnOptingOut", message)];
  });
}

function isOptingOut(exit: Record<string, unknown>): boolean {
  return (
    exit["on"] === "contact.unsubscribed" || pathsOf(exit["when"]).some((path) => /^contact\.(?:consent|unsubscribed)(?:\.|$)/.test(path))
  );
}

/** A start is looked at when somebody changes, not when a day passes: for that there are starts by a date. */
function checkBecoming({ raw }: Flow): Problem[] {
  const enrol = isRecord(raw["enrol"]) ? raw["enrol"] : {};
  const list: unknown[] = Array.isArray(enrol["on"]) ? enrol["on"] : [];
  return list.flatMap((trigger, index) => {
    if (!isRecord(trigger) || !countsDays(trigger["becomes"])) return [];
    const message = `Start ${index + 1} of the flow counts days, but is looked at only when somebody changes, not when a day begins. Start it before or after the date instead.`;
    return [warning(null, pointer("enrol", "on", index, "becomes"), "becomesByDays", message)];
  });
}

function checkPublishing(flow: Flow, { publishing }: ValidateOptions): Problem[] {
  if (!publishing) return [];
  const marketing = [...flow.steps.values()].filter(({ kind, step }) => kind === "sendEmail" && step["purpose"] === "marketing");
  return marketing.flatMap(({ id }) => {
    const out: Problem[] = [];
    if (!publishing.postalAddress?.trim())
      out.push(
        problem(
          id,
          pointer("steps", id, "purpose"),
          "marketingWithoutAddress",
          `Step ${called(flow, id)} sends marketing, which must carry the firm's postal address. Enter it under Settings.`,
        ),
      );
    if (publishing.unsubscribe === false)
      out.push(
        problem(
          id,
          pointer("steps", id, "purpose"),
          "marketingWithoutUnsubscribe",
          `Step ${called(flow, id)} sends marketing, which needs a way to unsubscribe. Set up the unsubscribe page under Settings.`,
        ),
      );
    return out;
  });
}

function checkKnown(flow: Flow, { known = {} }: ValidateOptions): Problem[] {
  const sets = new Map(Object.entries(known).map(([sort, keys]) => [sort, new Set(keys)]));
  if (sets.size === 0) return [];
  return [...flow.steps.values()].flatMap(({ id, kind, step }) =>
    (RECORDS[kind ?? ""] ?? []).flatMap(([field, sort, what]) => {
      const key = step[field];
      const set = sets.get(sort);
      const isStep = field === "document" && flow.steps.has(String(key));
      if (!set || typeof key !== "string" || key === "" || isStep || set.has(key)) return [];
      const message = `Step ${called(flow, id)} uses the ${what} “${key}”, which the firm does not have. Choose another, or make it first.`;
      return [problem(id, pointer("steps", id, field), "unknownRecord", message)];
    }),
  );
}

const LANGUAGE_NAMES: Record<string, string> = { en: "English", es: "Spanish" };
const nameOfLanguage = (language: string) => LANGUAGE_NAMES[language] ?? language;

/** A message that lacks a language the firm writes in leaves in another: said once for each step that sends it. */
function checkLanguages(flow: Flow, { languages }: ValidateOptions): Problem[] {
  if (!languages) return [];
  const { uses, has } = languages;
  return [...flow.steps.values()].flatMap(({ id, kind, step }) =>
    (RECORDS[kind ?? ""] ?? []).flatMap(([field, sort]) => {
      const key = step[field];
      if (sort !== "templates" || typeof key !== "string" || !Object.hasOwn(has, key)) return [];
      const written = has[key] ?? [];
      const missing = uses.filter((language) => !written.includes(language));
      const instead = uses.find((language) => written.includes(language)) ?? written[0];
      if (missing.length === 0 || instead === undefined) return [];
      const names = missing.map(nameOfLanguage).join(" or ");
      const message = `Step ${called(flow, id)} sends the message “${key}”, which is not written in ${names}: whoever reads that gets it in ${nameOfLanguage(instead)}. Write it under Templates.`;
      return [warning(id, pointer("steps", id, field), "missingLanguage", message)];
    }),
  );
}
