/** What changed in a step or in the settings of a flow, field by field, as the panel would say it. */
import type { Graph, GraphNode } from "../../../engine/graph/index.ts";
import { same } from "../../../engine/graph/index.ts";
import { isStepKind, kindOf } from "../../../engine/steps/index.ts";
import { excerpt, spoken, spokenLateness, spokenWindow } from "../../../engine/steps/words.ts";
import { conditionWords } from "../conditions/words.ts";
import { and, capital, role, spaced, staffWords } from "../words/lists.ts";
import type { Names } from "../words/names.ts";
import { startDetail, startTitle } from "../words/start.ts";
import { eventWords } from "../words/step.ts";

export interface FieldChange {
  label: string;
  was: string;
  now: string;
}

type Step = GraphNode["step"];

export function fieldChanges(was: Step, now: Step, names: Names): FieldChange[] {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter((field) => !same(was[field], now[field]));
  return fields.map((field) => ({
    label: labelOf(now.kind, field),
    was: words(field, was[field], names),
    now: words(field, now[field], names),
  }));
}

/** Of the flow as a whole: how it starts, its goals, its times. */
export function settingChanges(was: Graph["settings"], now: Graph["settings"], names: Names): FieldChange[] {
  const told = (settings: Graph["settings"]): [string, string][] => [
    ["Name", settings.name],
    ["Starts", `${startTitle(settings, names)}. ${startDetail(settings, names)}`],
    ["Goals", list((settings.goals ?? []).map((goal) => `${goal.name ?? goal.id}: when ${eventWords(goal.on)}`))],
    [
      "People leave",
      list((settings.exits ?? []).map((exit) => exit.name ?? ("on" in exit ? eventWords(exit.on) : conditionWords(exit.when, names)))),
    ],
    ["Marketing may leave", settings.window ? spokenWindow(settings.window) : "at any time"],
    ["Times are told in", settings.clock?.zone === "contact" ? "the client's zone" : "the firm's zone"],
    ["Case types", list((settings.caseTypes ?? []).map(names.caseType))],
  ];
  const before = new Map(told(was));
  const changes = told(now).flatMap(([label, said]): FieldChange[] =>
    before.get(label) === said ? [] : [{ label, was: before.get(label) ?? NOTHING, now: said }],
  );
  // What differs without a word for it is still told.
  return changes.length === 0 && !same(was, now)
    ? [{ label: "Details of how it starts or ends", was: "as before", now: "changed" }]
    : changes;
}

const NOTHING = "nothing";
const list = (items: string[]): string => (items.length > 0 ? and(items) : NOTHING);

function labelOf(kind: string, field: string): string {
  if (field === "name") return "Title";
  const schema = isStepKind(kind) ? (kindOf(kind).fields[field] as { title?: string } | undefined) : undefined;
  return schema?.title ?? capital(spaced(field));
}

const named: Record<string, keyof Names> = {
  template: "template",
  form: "form",
  type: "appointmentType",
  stage: "stage",
  flow: "flow",
  field: "fact",
};
const lengths = new Set(["for", "before", "after", "giveUpAfter", "timeout", "due"]);

function words(field: string, value: unknown, names: Names): string {
  if (value === undefined) return "not set";
  if (value === "" || (Array.isArray(value) && value.length === 0)) return NOTHING;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field === "when" || field === "where" || field === "until") return conditionWords(value, names);
  if (field === "window") return spokenWindow(value as Parameters<typeof spokenWindow>[0]);
  if (field === "late") return spokenLateness(value as Parameters<typeof spokenLateness>[0]) ?? NOTHING;
  if (field === "remind" && Array.isArray(value)) return and(value.map((one) => spoken(one as string)));
  if (field === "set" && typeof value === "object" && value !== null)
    return and(Object.entries(value).map(([path, to]) => `${names.fact(path)}: ${plain(to)}`));
  if (Array.isArray(value)) return and(value.map((one) => entry(field, one, names)));
  if (typeof value !== "string") return plain(value);
  const name = named[field];
  if (name) return names[name](value);
  if (lengths.has(field)) return spoken(value);
  return field === "assignee" || field === "by" || field === "to" ? staffWords(value, names.staff) : excerpt(value, 120);
}

/** One of several: a role, a tag, a case, a file. */
function entry(field: string, value: unknown, names: Names): string {
  if (typeof value === "string") return field === "to" ? role(value) : field === "among" ? staffWords(value, names.staff) : value;
  if (value === null || typeof value !== "object") return String(value);
  const { name, when, event, weight } = value as Record<string, unknown>;
  if (typeof name === "string" && name !== "") return weight === undefined ? name : `${name} (${String(weight)})`;
  if (when !== undefined) return conditionWords(when, names);
  return typeof event === "string" ? eventWords(event) : weight === undefined ? "one more" : `weight ${String(weight)}`;
}

const plain = (value: unknown): string => (typeof value === "object" ? excerpt(JSON.stringify(value), 80) : String(value));
