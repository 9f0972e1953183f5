/** The three parts of a date as typed, and the ISO day they make. */
export interface DateParts {
  year: string;
  month: string;
  day: string;
}

export const noDate: DateParts = { year: "", month: "", day: "" };

export function splitDate(iso: string | null | undefined): DateParts {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? "");
  if (!found) return noDate;
  return { year: found[1] ?? "", month: String(Number(found[2])), day: String(Number(found[3])) };
}

/** `2015-03-14`, or null while a part is missing or no such day exists. Years have four digits, from 1900 on. */
export function joinDate({ year, month, day }: DateParts): string | null {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const made = new Date(`${iso}T00:00:00Z`);
  if (Number(year) < 1900 || Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== iso) return null;
  return iso;
}

export const isEmptyDate = ({ year, month, day }: DateParts) => !year && !month && !day;
