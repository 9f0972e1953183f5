/** Dates that are changed while somebody is in the flow: which can be, and how a change is begun. Pure. */
import type { Definition } from "../../../engine/definition/types.ts";
import type { JsonObject } from "../../../engine/run/index.ts";
import { getAt } from "../../../engine/simulate/facts.ts";
import type { DateMove } from "../../../engine/simulate/index.ts";
import { addDays, dayOf, instantOf, localOf } from "../../pages/calendar/zoned.ts";
import { factsRead } from "./factsRead.ts";
import type { SampleFacts } from "./sampleFacts.ts";

export interface KnownDate {
  path: string;
  /** A day, or an instant. */
  value: string;
}

/** A date that the flow reads, whether or not this person has it. */
export interface ReadDate extends KnownDate {
  /** A day without a time. */
  dayOnly: boolean;
}

export const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value);

type DateType = "date" | "dateTime";

/** The dates that the flow reads, as they are for this person; `typeOf` says of a field without a value whether it is one. */
export function datesRead(definition: Definition, facts: SampleFacts, typeOf: (path: string) => string | undefined): ReadDate[] {
  const paths = new Set([...(definition.subject === "occasion" ? ["occasion.at"] : []), ...factsRead(definition)]);
  return [...paths].flatMap((path) => {
    const value = getAt(facts as unknown as JsonObject, path);
    if (typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value)) return [{ path, value, dayOnly: isDay(value) }];
    const type = typeOf(path);
    return isEmpty(value) && isDateType(type) ? [{ path, value: "", dayOnly: type === "date" }] : [];
  });
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";
const isDateType = (type: string | undefined): type is DateType => type === "date" || type === "dateTime";

/** A first proposal: a week after the flow began, the date slips by two weeks from where it stands then. */
export function proposedMove({ path, value }: KnownDate, moves: readonly DateMove[], starts: Date, zone: string): DateMove {
  const before = moves.filter((move) => move.path === path);
  const last = before.at(-1);
  const on = changeOn(addDays(dayOf(last ? new Date(last.on) : starts, zone), 7), starts, zone);
  const stands = last?.to ?? value;
  const to = isDay(stands)
    ? addDays(stands, 14)
    : instantOf(`${addDays(dayOf(new Date(stands), zone), 14)}${localOf(new Date(stands), zone).slice(10)}`, zone).toISOString();
  return { path, on, to };
}

/** Staff change a date at nine in the morning of a day; on the day the flow begins, an hour after it did. */
export function changeOn(day: string, starts: Date, zone: string): string {
  const nine = instantOf(`${day}T09:00`, zone);
  const first = starts.getTime() + 3_600_000;
  return new Date(Math.max(nine.getTime(), first)).toISOString();
}
