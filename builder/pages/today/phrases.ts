import type { Today } from "../../../domain/today/index.ts";
import type { State } from "../../components/StateChip.tsx";
import { howLong } from "../../components/when.ts";

type Answer = Today["answers"]["items"][number];

/** How urgent a lead is that nobody has called: a quarter of an hour is a while, half an hour is too long. */
export function leadState(minutes: number): State {
  if (minutes >= 30) return "attention";
  return minutes >= 5 ? "waiting" : "info";
}

export function ageWords(minutes: number): string {
  if (minutes < 1) return "just now";
  return howLong(new Date(0), new Date(minutes * 60_000));
}

/** "Overdue 2 days", "Due in 20 min", "Due today", "Tomorrow": told against the day in the firm's zone. */
export function dueWords(due: Date, now: Date, zone: string): { state: State; words: string } {
  const minutes = Math.round((due.getTime() - now.getTime()) / 60_000);
  if (minutes < 0) return { state: "attention", words: `${howLong(due, now)} late` };
  if (minutes < 60) return { state: "waiting", words: `Due in ${Math.max(1, minutes)} min` };
  return dayIn(due, zone) === dayIn(now, zone) ? { state: "waiting", words: "Due today" } : { state: "held", words: "Tomorrow" };
}

/** `YYYY-MM-DD` in a zone. */
export function dayIn(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

export interface AnswerWords {
  /** What they did: "answered", and to what: "Asset and family form". */
  did: string;
  what?: string;
  detail: string;
  state: State;
  stateWords: string;
  action: string;
}

/** Who sent it; of a text from a number nobody has, the number. */
export const answererOf = ({ contact, data }: Pick<Answer, "contact" | "data">, phoneInWords: (phone: string) => string): string =>
  contact?.name ?? (text(data["from"]) ? phoneInWords(text(data["from"])) : "Somebody");

/** An answer in words; the event's data are whatever the client gave. */
export function answerWords({ type, data, form, group, matter }: Pick<Answer, "type" | "data" | "form" | "group" | "matter">): AnswerWords {
  const about = matter ? `${matter.title} · ${matter.number}` : "";
  const several = group && group.of > 1 ? group : null;
  const done = several
    ? { state: several.done === several.of ? ("done" as const) : ("waiting" as const), stateWords: `${several.done} of ${several.of} done` }
    : { state: "done" as const, stateWords: "Answered" };
  if (type === "form.submitted") return { did: "answered", what: form ?? "a form", detail: about, ...done, action: "Read" };
  if (type === "files.received") {
    const [names, missing] = [strings(data["names"]), strings(data["missing"])];
    const detail = [names.join(", "), missing.length ? `still missing ${missing.join(", ")}` : ""].filter(Boolean).join(" · ") || about;
    const state = missing.length
      ? { state: "waiting" as const, stateWords: `${missing.length} missing` }
      : { state: "done" as const, stateWords: "All there" };
    return { did: "sent", what: names.length === 1 ? "one paper" : `${names.length} papers`, detail, ...state, action: "Look" };
  }
  if (type === "document.signed")
    return {
      did: "signed",
      what: text(data["name"]) || "the document",
      detail: about,
      ...done,
      stateWords: several ? done.stateWords : "Signed",
      action: "Look",
    };
  if (type === "document.declined")
    return {
      ...{ did: "would not sign", what: text(data["name"]) || "the document", detail: text(data["reason"]) || about },
      ...{ state: "attention", stateWords: "Declined", action: "Look" },
    };
  const message = text(data["message"]);
  if (type === "text.fromNobody")
    return { did: "texted", detail: `“${message}”`, state: "waiting", stateWords: "New number", action: "Read" };
  return {
    did: data["channel"] === "text" ? "texted" : "replied",
    detail: message ? `“${message}”` : about,
    state: "waiting",
    stateWords: "To answer",
    action: "Answer",
  };
}

/** "Hearing", "Appointment": what a date is, in a word. */
export const kindWords: Record<string, string> = {
  hearing: "Hearing",
  closing: "Closing",
  signing: "Signing",
  deadline: "Deadline",
  appointment: "Appointment",
  other: "Date",
};
