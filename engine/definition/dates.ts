/** Dates and times written into a flow. */
const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-](\d\d):(\d\d))?$/;
const FIRST_YEAR = 1900;

/** Why a date or date-time cannot be, as the end of a sentence; null when it can. */
export function whyNotDate(text: string): string | null {
  const parts = FORM.exec(text);
  if (!parts) return `is “${text.slice(0, 40)}”, which is no date`;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  if (year < FIRST_YEAR) return `is in the year ${year}, and dates before ${FIRST_YEAR} are not taken`;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > days) return `is “${text.slice(0, 40)}”, a day no calendar has`;
  if (hour > 23 || minute > 59 || second > 59 || Number(parts[8] ?? 0) > 23 || Number(parts[9] ?? 0) > 59)
    return `is “${text.slice(0, 40)}”, a time no clock shows`;
  return null;
}

/** True for a text that is meant as a date. */
export function looksLikeDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d|$)/.test(text);
}
