/** What a step is called and the line under its title, with the names of the firm's records in place of their keys. */
import { eventKind } from "../../../engine/conditions/index.ts";
import type { Step, StepKindName } from "../../../engine/definition/types.ts";
import type { GraphNode } from "../../../engine/graph/index.ts";
import { isStepKind, kindOf } from "../../../engine/steps/index.ts";
import { spoken } from "../../../engine/steps/words.ts";
import { lookOf } from "../../theme/kinds.tsx";
import { conditionWords } from "../conditions/words.ts";
import { and, capital, people, spaced, staffWords } from "./lists.ts";
import type { Names } from "./names.ts";

type Drawn = GraphNode["step"];

/** Of a drawn step or one of a definition. */
export function titleOf(step: { kind: string; name?: unknown }): string {
  // A definition written by hand may hold anything here; its problem says so.
  if (typeof step.name === "string" && step.name.trim()) return step.name;
  return lookOf(step.kind).label;
}

/** Card's second line. The engine's own words, with names put in where it says keys. */
export function summaryOf(step: Drawn, names: Names): string {
  const { kind } = step;
  if (!isStepKind(kind)) return "";
  return sayable(() => special[kind]?.(step, names) ?? kindOf(kind).summary(withNames(step, names) as unknown as Step));
}

/** A definition written by hand may hold anything anywhere: what cannot be said of it is left unsaid, and its problems say what is wrong. */
export function sayable(say: () => string): string {
  try {
    return say();
  } catch {
    return "";
  }
}

type Say = (step: Drawn, names: Names) => string | undefined;

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

function asks(step: Drawn): string {
  const reminders = Array.isArray(step["remind"]) ? step["remind"].length : 0;
  const who = people(step["to"]);
  return [
    who ? `Ask ${who}` : "Ask the client",
    reminders > 0 && (reminders === 1 ? "remind once" : reminders === 2 ? "remind twice" : `remind ${reminders} times`),
    step["waitFor"] === false && "goes on at once",
  ]
    .filter(Boolean)
    .join(" · ");
}

const special: { [K in StepKindName]?: Say } = {
  sendEmail: (step, names) => {
    const template = text(step["template"]);
    if (!template) return undefined;
    const who = people(step["to"]);
    return [`Email “${names.template(template)}”${who ? ` to ${who}` : ""}`, step["purpose"] === "marketing" && "marketing"]
      .filter(Boolean)
      .join(" · ");
  },
  sendText: (step, names) => {
    const words = text(withNames(step, names)["text"]);
    return words && `Text “${words}”`;
  },
  notifyStaff: (step, names) => `Tell ${staffWords(step["to"], names.staff) || "…"}`,
  requestForm: (step, names) => {
    const form = text(step["form"]);
    return step.name || !form ? asks(step) : `${asks(step)} · ${names.form(form)}`;
  },
  requestFiles: asks,
  requestSignature: asks,
  offerAppointment: (step, names) => {
    const type = text(step["type"]);
    return type
      ? `Offer ${names.appointmentType(type)} · ${asks(step).replace(/^Ask (the client · )?/, "")}`.replace(/ · (the client)?$/, "")
      : undefined;
  },
  makeDocument: (step, names) => {
    const template = text(step["template"]);
    return template ? `${names.document(template)} · ${String(step["as"] ?? "pdf").toUpperCase()}` : undefined;
  },
  moveStage: (step, names) => {
    const stage = text(step["stage"]);
    return stage ? `Stage becomes “${names.stage(stage)}”` : undefined;
  },
  updateFields: (step, names) => {
    const set = step["set"];
    const paths = set && typeof set === "object" ? Object.keys(set) : [];
    return paths.length > 0 ? `Sets ${and(paths.map(names.fact))}` : undefined;
  },
  changeTags: (step) => {
    const [add, remove] = [list(step["add"]), list(step["remove"])];
    const parts = [add.length > 0 && `add ${and(add)}`, remove.length > 0 && `remove ${and(remove)}`].filter(Boolean);
    return parts.length > 0 ? capital(`${parts.join(", ")}`) : undefined;
  },
  assignStaff: (step, names) => {
    const among = list(step["among"]);
    return among.length > 0
      ? `To ${and(
          among.map((one) => staffWords(one, names.staff)),
          "or",
        )}`
      : undefined;
  },
  startFlow: (step, names) => (text(step["flow"]) ? `Starts “${names.flow(String(step["flow"]))}”` : undefined),
  stopFlow: (step, names) => (text(step["flow"]) ? `Stops “${names.flow(String(step["flow"]))}”` : undefined),
  waitForEvent: (step) => {
    const events = Array.isArray(step["events"]) ? (step["events"] as { event?: string }[]).map((one) => one.event) : [step["event"]];
    const named = events.filter((one): one is string => typeof one === "string" && one !== "").map(eventWords);
    if (named.length === 0) return undefined;
    const most = text(step["timeout"]);
    return [`Until ${and(named, "or")}`, most && `at most ${spoken(most)}`].filter(Boolean).join(" · ");
  },
  waitUntil: (step, names) =>
    step["when"] === undefined ? undefined : within(`Until ${conditionWords(step["when"], names)}`, step, "at most"),
  approve: (step, names) => within(`${capital(staffWords(step["by"], names.staff) || "…")} approves`, step, "within"),
  wait: (step, names) => {
    if (text(step["field"]))
      return kindOf("wait")
        .summary(withNames(step, names) as unknown as Step)
        .replace(/^Wait until/, "Until");
    return kindOf("wait").summary(withNames(step, names) as unknown as Step);
  },
};

function within(words: string, step: Drawn, how: string): string {
  const most = text(step["timeout"]);
  return most ? `${words} · ${how} ${spoken(most)}` : words;
}

/** "A document is signed by everyone asked" inside a sentence. */
export function eventWords(name: string): string {
  const label = eventKind(name)?.label ?? spaced(name);
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** Facts read "matter.closingDate" in a definition and "closing date" on a card; a merge field in a text stands there by its name. */
function withNames(step: Drawn, names: Names): Drawn {
  const field = text(step["field"]);
  const merged = Object.entries(step).flatMap(([name, value]) =>
    typeof value === "string" && value.includes("{{")
      ? [[name, value.replace(mergeField, (_, path: string) => `[${names.fact(path)}]`)]]
      : [],
  );
  return { ...step, ...Object.fromEntries(merged), ...(field ? { field: fieldWords(field, names) } : {}) };
}

/** In a sentence; of a hearing or a signing its day is simply the date. */
const fieldWords = (field: string, names: Names): string => (field === "occasion.at" ? "the date" : names.fact(field));

const mergeField = /\{\{\s*([\w.]+)[^}]*\}\}/g;
