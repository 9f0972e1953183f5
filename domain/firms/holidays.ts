import type { FirmHoliday } from "./model.ts";

/** The public holidays of a US state in a year, on the days they are observed. A suggestion: the firm's own list decides. */
export async function stateHolidays(state: string, year: number): Promise<FirmHoliday[]> {
  // Those of the whole world, for a firm that is set up.
  const { default: Holidays } = await import("date-holidays");
  const calendar = new Holidays("US", state.toLowerCase());
  const seen = new Set<string>();
  return calendar
    .getHolidays(year)
    .filter((holiday) => holiday.type === "public")
    .map((holiday) => ({ date: holiday.date.slice(0, 10), name: holiday.name }))
    .filter((holiday) => !seen.has(holiday.date) && seen.add(holiday.date));
}
