/** What a step does, in one or two plain sentences. `**…**` is set in bold. Reads the drawing, so it also says where it goes on. */
import type { StepId } from "../../../engine/definition/types.ts";
import type { GraphNode } from "../../../engine/graph/index.ts";
import { spoken, spokenWindow } from "../../../engine/steps/words.ts";
import { conditionWords } from "../conditions/words.ts";
import type { GraphIndex } from "../store/indexGraph.ts";
import { and, people, role, staffWords } from "./lists.ts";
import type { Names } from "./names.ts";
import { sayable, summaryOf, titleOf } from "./step.ts";

type Drawn = GraphNode["step"];

/** `clock`: whose zone the flow's times are told in; the firm's unless told. */
export function sentenceOf(index: GraphIndex, id: StepId, names: Names, clock?: "firm" | "contact"): string {
  const indexed = index.get(id);
  if (!indexed) return "";
  const { step } = indexed.node;
  const to = (outlet: string): string | null => {
    const target = indexed.out.find((edge) => edge.outlet === outlet)?.to;
    const node = target === undefined ? undefined : index.get(target)?.node;
    return node ? titleOf(node.step) : null;
  };
  return [sayable(() => says(step, names, to)), whoseClock(step, clock), goesOn(step, to)].filter(Boolean).join(" ");
}

/** Of what is waited for, only some may count: a certain form, a hearing and no other date. */
function onlyIf(step: Drawn, names: Names): string {
  const where = step["where"];
  const asks = where !== null && typeof where === "object" && Object.keys(where).length > 0;
  return asks ? `, if ${bold(conditionWords(where, names))}` : "";
}

/** A wait that ends at a time of day says whose, where it is not the firm's. */
function whoseClock(step: Drawn, clock: "firm" | "contact" | undefined): string {
  const told = ["at", "window", "instant", "field"].some((name) => step[name] !== undefined && step[name] !== "");
  return step.kind === "wait" && clock === "contact" && told ? "Times are those where the client lives." : "";
}

type To = (outlet: string) => string | null;
const bold = (text: string) => `**${text}**`;
const text = (value: unknown, otherwise = "…"): string => (typeof value === "string" && value !== "" ? value : otherwise);
const whom = (step: Drawn) => {
  const named = people(step["to"]);
  return named === "" ? bold("the main contact") : named === "both" ? "the **client** and the **spouse**" : bold(named);
};

function says(step: Drawn, names: Names, to: To): string {
  switch (step.kind) {
    case "sendEmail":
      return `Emails ${bold(`“${names.template(text(step["template"]))}”`)} to ${whom(step)}${step["purpose"] === "marketing" ? ", if they agreed to marketing" : ""}.`;
    case "sendText":
      return `Sends ${whom(step)} a text message.`;
    case "notifyStaff":
      return `Tells ${bold(staffWords(step["to"], names.staff) || "…")} something, in Firmflow and by email.`;
    case "requestForm":
      return asks(step, `a link to ${bold(names.form(text(step["form"])))}`, "answered", to);
    case "requestFiles":
      return asks(step, "a link to send papers", "sent them", to);
    case "requestSignature":
      return asks(step, "a link to sign", "signed", to);
    case "offerAppointment":
      return asks(step, `a link to book ${bold(names.appointmentType(text(step["type"])))}`, "booked", to);
    case "makeDocument":
      return `Makes ${bold(names.document(text(step["template"])))} as ${step["as"] === "docx" ? "a Word file" : "a PDF"} and files it with the matter.`;
    case "createTask":
      return `Gives ${bold(staffWords(step["assignee"] ?? "assignee", names.staff))} the task ${bold(`“${text(step["title"])}”`)}${step["due"] ? `, due after ${bold(spoken(text(step["due"]), step["businessDays"] === true))}` : ""}.${step["waitUntilDone"] ? " Waits until it is done." : ""}`;
    case "wait":
      return wait(step, names);
    case "waitForEvent":
      return `Waits ${bold(summaryOf(step, names).replace(/^U/, "u").split(" · ")[0] ?? "")}${onlyIf(step, names)}${step["timeout"] ? `, at most ${bold(spoken(text(step["timeout"])))}` : ""}.`;
    case "waitUntil":
      return `Waits until ${bold(conditionWords(step["when"], names))}${step["timeout"] ? `, at most ${bold(spoken(text(step["timeout"])))}` : ""}.`;
    case "branch":
      return branch(step, names, to);
    case "split":
      return `Sends people different ways, to compare. ${summaryOf(step, names)}.`;
    case "parallel":
      return "Goes several ways at the same time, until they meet again.";
    case "join":
      return step["need"] === "any" ? "Goes on when the **first** way arrives; the others end." : "Goes on when **all** ways have arrived.";
    case "repeat":
      return `Goes through ${bold(to("body") ?? "…")} again and again${typeof step["times"] === "number" ? `, at most ${bold(`${step["times"]} times`)}` : ""}${step["until"] ? `, until ${bold(conditionWords(step["until"], names))}` : ""}.`;
    case "approve":
      return `Waits until ${bold(staffWords(step["by"], names.staff) || "…")} has approved it.`;
    case "startFlow":
      return `Starts ${bold(names.flow(text(step["flow"])))} for the same person or matter. It runs by itself.`;
    case "stopFlow":
      return `Takes the person or matter out of ${bold(names.flow(text(step["flow"])))}.`;
    case "callWebhook":
      return `Calls another system at ${bold(text(step["url"]))}.`;
    case "end":
      return `The flow ends here, as ${bold(text(step["outcome"]))}.`;
    case "updateFields":
      return sets(step, names);
    case "moveStage":
    case "changeTags":
    case "assignStaff":
    case "addNote":
      return ended(summaryOf(step, names));
  }
}

/** A sentence has one full stop, also where it ends with what somebody wrote. */
const ended = (words: string): string => (/[.!?…]”?$/.test(words) ? words : `${words}.`);

function sets(step: Drawn, names: Names): string {
  const set = Object.entries((step["set"] ?? {}) as Record<string, unknown>);
  const parts = set.map(([path, value]) => `${bold(names.fact(path) || "…")} to ${bold(valueWords(value))}`);
  return parts.length > 0 ? `Sets ${and(parts)}.` : ended(summaryOf(step, names));
}

function valueWords(value: unknown): string {
  if (value === "" || value === null || value === undefined) return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? "what is worked out then" : String(value);
}

/** Steps that tell themselves where they go on, or go several ways. */
const told = new Set<string>(["requestForm", "requestFiles", "requestSignature", "offerAppointment", "branch", "split", "parallel", "end"]);

function goesOn(step: Drawn, to: To): string {
  if (told.has(step.kind)) return "";
  const next = to("next");
  const late = to("onTimeout");
  return [next && `Then ${bold(next)}.`, late && `If time runs out, ${bold(late)}.`].filter(Boolean).join(" ");
}

function asks(step: Drawn, what: string, done: string, to: To): string {
  const list = Array.isArray(step["to"]) ? step["to"].length : 0;
  const by = step["via"] === "text" ? "Texts" : step["via"] === "preferred" ? "Sends" : "Emails";
  const each = list > 1 ? what.replace(/^a link/, "a link each") : what;
  const remind = Array.isArray(step["remind"]) ? (step["remind"] as string[]) : [];
  const first = `${by} ${whom(step)} ${each}${remind.length > 0 ? `, and reminds whoever has not after ${bold(remindWords(remind))}` : ""}.`;
  const next = to("next");
  if (step["waitFor"] === false) return `${first} Goes on at once${next ? ` to ${bold(next)}` : ""}.`;
  const who = list > 1 ? (step["complete"] === "any" ? "one of them has" : list === 2 ? "both have" : "all have") : "this is";
  const when = `When ${who} ${who === "this is" ? "done" : done}, goes on${next ? ` to ${bold(next)}` : ""}`;
  const gives = step["giveUpAfter"]
    ? `; if not in ${bold(spoken(text(step["giveUpAfter"])))}${to("onGiveUp") ? `, to ${bold(to("onGiveUp") ?? "")}` : ""}`
    : "";
  return `${first} ${when}${gives}.`;
}

/** "3, 7 and 12 days" where all are days. */
export function remindWords(list: string[]): string {
  const days = list.map((one) => /^P(\d+)D$/.exec(one)?.[1]);
  if (days.every((day) => day !== undefined)) return `${and(days as string[])} ${days.length === 1 && days[0] === "1" ? "day" : "days"}`;
  return and(list.map((one) => spoken(one)));
}

function wait(step: Drawn, names: Names): string {
  const window = step["window"] as Parameters<typeof spokenWindow>[0];
  const within = window ? ` Ends only within ${bold(spokenWindow(window))}.` : "";
  if (step["field"] === undefined && step["for"] === undefined && step["instant"] === undefined)
    return `Waits for the next time it is ${bold(spokenWindow(window))}.`;
  const follows = step["field"] !== undefined ? " Follows the date when it moves." : "";
  return `${summaryOf(step, names)
    .replace(/^Wait /, "Waits ")
    .replace(/^Until/, "Waits until")}.${follows}${within}`;
}

function branch(step: Drawn, names: Names, to: To): string {
  const cases = Array.isArray(step["cases"]) ? (step["cases"] as { when?: unknown; name?: string }[]) : [];
  const parts = cases.map((one, index) => `If ${bold(conditionWords(one.when, names))}, goes to ${bold(to(`cases/${index}`) ?? "…")}`);
  return `${parts.join(". ")}. Otherwise to ${bold(to("otherwise") ?? "…")}.`;
}

export { role };
