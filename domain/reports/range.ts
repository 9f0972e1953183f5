import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock } from "../base/index.ts";

export const Range = Type.Object(
  {
    from: Type.Optional(Type.String({ format: "date-time" })),
    to: Type.Optional(Type.String({ format: "date-time" })),
    caseType: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);
export interface Stretch {
  from: Date;
  to: Date;
}

/** The stretch asked for; ninety days until now when nothing is said. */
export function rangeOf(from: string | undefined, to: string | undefined): Stretch {
  const end = to ? new Date(to) : clock.now();
  return { from: from ? new Date(from) : new Date(end.getTime() - 90 * 86_400_000), to: end };
}

/** The Monday of a moment's week in the firm's zone, `YYYY-MM-DD`. */
export function weekOf(at: Date, zone: string): string {
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** Every week's Monday from the one of `from` to the one of `to`, so that weeks without leads are seen as such; at most 60. */
export function weeksOf({ from, to }: Stretch, zone: string): string[] {
  const last = Temporal.PlainDate.from(weekOf(new Date(to.getTime() - 1), zone));
  const weeks: string[] = [];
  for (let week = last; weeks.length < 60 && week.toString() >= weekOf(from, zone); week = week.subtract({ days: 7 }))
    weeks.unshift(week.toString());
  return weeks;
}
