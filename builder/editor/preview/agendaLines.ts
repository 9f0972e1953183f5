/** What would happen when, as lines: of a simulated run. Pure. */
import type { Definition, Step, StepId } from "../../../engine/definition/types.ts";
import { channelOf, type Facts, type JournalEntry } from "../../../engine/run/index.ts";
import type { DateMove } from "../../../engine/simulate/index.ts";
import { inZone } from "../../../engine/time/index.ts";
import { formatWhen } from "../../components/when.ts";
import { type FirmDays, flagOf } from "../panel/arriving.ts";
import { messageOf } from "../panel/messageOf.ts";
import { capital, staffWords } from "../words/lists.ts";
import type { Names } from "../words/names.ts";
import { summaryOf, titleOf } from "../words/step.ts";

export interface AgendaLine {
  key: string;
  at: string;
  step: StepId | null;
  kind: Step["kind"] | null;
  /** What of it, as the journal says: `sent`, `reminded` … */
  sort: JournalEntry["what"];
  /** Whom it is about, where a line names somebody. */
  person?: string;
  what: string;
  more?: string;
  /** Who acts: a mail leaves, the client does something, staff have something to do, or the flow itself. */
  who: "mail" | "text" | "client" | "staff" | "flow" | "attention";
  /** The template that the step names: what is compared when this is kept as a check. */
  template?: string;
  /** The message that leaves, for opening it: the template, or the usual one of a request that names none. */
  opens?: string;
  /** What a text says, with its merge fields. */
  text?: string;
  flag?: string;
}

export interface Week {
  key: string;
  /** "23 to 29 Nov". */
  label: string;
  mails: number;
  lines: AgendaLine[];
}

interface Telling {
  definition: Definition;
  facts: Partial<Facts>;
  names: Names;
  firm: FirmDays;
  /** Dates that are changed on the way: told where they are. */
  moves?: readonly DateMove[];
}

export function agendaOf(journal: readonly JournalEntry[], telling: Telling): AgendaLine[] {
  const over = journal.find((line) => line.what === "ended")?.at;
  const moves = (telling.moves ?? []).filter(({ on }) => over === undefined || Date.parse(on) <= Date.parse(over));
  // A change comes before what follows from it at the same moment.
  return [...moves.map((move, index) => changed(move, index, telling)), ...told(journal, telling)].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
}

function changed({ path, on, to }: DateMove, index: number, { names, firm }: Telling): AgendaLine {
  const what = dateName(path, names);
  const more = to === null ? "is called off" : `moves to ${dateWords(to, firm.zone)}`;
  return { key: `change-${index}`, at: on, step: null, kind: null, sort: "updated", what, more, who: "staff" };
}

/** What a date is called: of a hearing or a signing it is simply the date. */
export const dateName = (path: string, names: Names): string => (path === "occasion.at" ? "The date" : capital(names.fact(path)));

/** A date as staff read it: with its time where it has one, and that with its zone where it is told apart from others. */
export function dateWords(value: string, zone: string, showZone = false): string {
  const dayOnly = /^\d{4}-\d\d-\d\d$/.test(value);
  const at = new Date(dayOnly ? `${value}T12:00:00Z` : value);
  if (Number.isNaN(at.getTime())) return value;
  return dayOnly ? formatWhen(at, { zone: "UTC", now: new Date(), dayOnly }) : formatWhen(at, { zone, now: new Date(), showZone });
}

function told(journal: readonly JournalEntry[], telling: Telling): AgendaLine[] {
  return journal.flatMap((line, index) => {
    const said = lineOf(line, telling);
    if (!said) return [];
    const flag = said.who === "mail" || said.who === "text" ? flagOf(Date.parse(line.at), telling.firm) : undefined;
    return [
      {
        key: `${index}`,
        at: line.at,
        step: line.step ?? null,
        kind: stepOf(line, telling)?.kind ?? null,
        sort: line.what,
        ...(typeof line.data?.["contactId"] === "string" ? { person: line.data["contactId"] } : {}),
        ...said,
        ...(flag ? { flag } : {}),
      },
    ];
  });
}

function stepOf({ step }: JournalEntry, { definition }: Telling): Step | undefined {
  return step !== undefined && Object.hasOwn(definition.steps, step) ? definition.steps[step] : undefined;
}

type Said = Pick<AgendaLine, "what" | "more" | "who" | "template" | "opens" | "text">;

function lineOf(line: JournalEntry, telling: Telling): Said | null {
  const step = stepOf(line, telling);
  const title = step ? titleOf(step as never) : "";
  const who = nameOfContact(line, telling.facts);
  const to = who ? `to ${who}` : undefined;
  switch (line.what) {
    case "sent":
      return { what: title, ...(to ? { more: to } : {}), ...carriedBy(step, line, telling.facts) };
    case "requested":
      if (step?.kind === "approve") return { what: title, more: "asks for approval", who: "staff" };
      return { what: title, more: who ? `a link to ${who}` : "a link", ...carriedBy(step, line, telling.facts) };
    case "reminded":
      return { what: "Reminder", more: `${title}${to ? ` ${to}` : ""}`, ...carriedBy(step, line, telling.facts) };
    case "skipped":
      return { what: title, more: `not sent${line.reason ? `: ${lower(line.reason)}` : ""}`, who: "flow" };
    case "completed":
      return step?.kind === "createTask" || step?.kind === "approve"
        ? { what: title, more: "is done", who: "staff" }
        : { what: `${who ?? "The client"} ${done(step)}`, more: `${title}${bookedFor(line, step, telling)}`, who: "client" };
    case "gaveUp":
      return { what: title, more: "no answer, goes on without", who: "flow" };
    case "timedOut":
      return { what: title, more: "time ran out", who: "flow" };
    case "notified":
      return { what: title, more: step?.kind === "notifyStaff" ? `to ${staffWords(step.to, telling.names.staff)}` : "", who: "staff" };
    case "created":
      return { what: title, more: "a task for staff", who: "staff" };
    case "made":
    case "updated":
    case "stageMoved":
    case "tagged":
    case "assigned":
    case "noted":
    case "started":
    case "stopped":
    case "called":
      return { what: title, more: step ? summaryOf(step as never, telling.names) : "", who: "flow" };
    case "replanned":
      return {
        what: title,
        more: line.until ? `planned anew, for ${dateWords(line.until, telling.firm.zone)}` : lower(line.reason ?? "planned anew"),
        who: "flow",
      };
    case "woke":
      return line.data?.["event"] ? { what: title, more: "it happened", who: "client" } : null;
    case "attention":
    case "failed":
      return { what: title || "Needs attention", more: line.reason ?? "needs staff", who: "attention" };
    case "goal":
      return { what: "Goal reached", ...(line.reason ? { more: line.reason } : {}), who: "flow" };
    case "exited":
      return { what: "Leaves the flow", ...(line.reason ? { more: lower(line.reason) } : {}), who: "flow" };
    case "ended":
      return { what: "The flow ends", ...(line.outcome ? { more: `as ${line.outcome}` } : {}), who: "flow" };
    default:
      return null;
  }
}

const lower = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, "");

function done(step: Step | undefined): string {
  switch (step?.kind) {
    case "requestFiles":
      return "sends the papers";
    case "requestSignature":
      return "signs";
    case "offerAppointment":
      return "books";
    default:
      return "answers";
  }
}

/** ", for Tue 8 Dec, 10:00": of an appointment, when it is. */
function bookedFor({ data }: JournalEntry, step: Step | undefined, { firm }: Telling): string {
  const at = data?.["at"];
  return step?.kind === "offerAppointment" && typeof at === "string" ? `, for ${dateWords(at, firm.zone)}` : "";
}

/** A mail opens as it would look, a text as it would read. */
function carriedBy(step: Step | undefined, line: JournalEntry, facts: Partial<Facts>): Pick<Said, "who" | "template" | "opens" | "text"> {
  const person = personOf(line, facts) ?? facts.contact;
  if (!step || !person || channelOf(step, person, facts.firm) === "email") return { who: "mail", ...templateOf(step), ...opensOf(step) };
  return { who: "text", ...(step.kind === "sendText" ? { text: step.text } : {}) };
}

function templateOf(step: Step | undefined): { template?: string } {
  return step && "template" in step && typeof step.template === "string" && step.kind !== "makeDocument" ? { template: step.template } : {};
}

function opensOf(step: Step | undefined): { opens?: string } {
  const template = step && messageOf(step).template;
  return template ? { opens: template } : {};
}

/** First name of whom a line is about; nobody where it is the only one there is. */
function nameOfContact(line: JournalEntry, facts: Partial<Facts>): string | undefined {
  const person = personOf(line, facts);
  return person ? (person.firstName ?? (typeof person["name"] === "string" ? person["name"] : undefined)) : undefined;
}

function personOf({ data }: JournalEntry, { people, contact }: Partial<Facts>) {
  const id = data?.["contactId"];
  return [...Object.values(people ?? {}).flat(), ...(contact ? [contact] : [])].find((one) => one.id === id);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** By week, Monday first; weeks in which nothing happens are not there. */
export function weeksOf(lines: readonly AgendaLine[], zone: string): Week[] {
  const weeks: Week[] = [];
  for (const line of lines) {
    const date = inZone(Date.parse(line.at), zone).toPlainDate();
    const monday = date.subtract({ days: date.dayOfWeek - 1 });
    const key = monday.toString();
    let week = weeks.find((one) => one.key === key);
    if (!week) {
      const sunday = monday.add({ days: 6 });
      const same = monday.month === sunday.month;
      const label = `${monday.day}${same ? "" : ` ${months[monday.month - 1]}`} to ${sunday.day} ${months[sunday.month - 1]}${sunday.year === new Date().getFullYear() ? "" : ` ${sunday.year}`}`;
      week = { key, label, mails: 0, lines: [] };
      weeks.push(week);
    }
    week.lines.push(line);
    if (line.who === "mail") week.mails += 1;
  }
  return weeks;
}
