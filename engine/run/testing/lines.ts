import { inZone, msOf } from "../../time/index.ts";
import type { JournalEntry } from "../types.ts";

/** A journal as short lines, in New York's time: `Jan 8 10:00 assets requested, until Jan 29 10:00`. */
export function lines(journal: JournalEntry[]): string[] {
  return journal.map(line);
}

function line(entry: JournalEntry): string {
  const { at, step, visit, what, late, uncertain, by, to, until, outcome, reason, data } = entry;
  const who = data?.["contactId"];
  const head = [
    moment(at),
    step && (visit ?? 1) > 1 ? `${step}#${visit}` : step,
    what,
    typeof who === "string" && who !== "client" ? who : undefined,
  ];
  const tail = [
    late && "late",
    uncertain && "uncertain",
    by && `by ${by}`,
    to && `to ${to}`,
    until && `until ${moment(until)}`,
    outcome && `as ${outcome}`,
    reason,
  ];
  return [head.filter(Boolean).join(" "), ...tail.filter(Boolean)].join(", ");
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function moment(at: string): string {
  const local = inZone(msOf(at), "America/New_York");
  return `${months[local.month - 1]} ${local.day} ${local.toPlainTime().toString().slice(0, 5)}`;
}
