import { parsePhoneNumberFromString } from "libphonenumber-js";
import { clock, invalidField } from "../base/index.ts";

/** Trimmed text of one line. Line breaks and control characters could forge mail headers: they are refused, not taken out. */
export function oneLine(path: string, label: string, value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(value))
    throw invalidField(path, `${label} must be one line of text. Take out line breaks and control characters.`);
  return value.trim().normalize("NFC");
}

/** As `oneLine`; null or an empty text clears the field. */
export function clearedLine(path: string, label: string, value: string | null): string | undefined {
  return (value === null ? "" : oneLine(path, label, value)) || undefined;
}

const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A lower-case email address (RFC 5321's dot-string form), or an error in words. */
export function emailAddress(path: string, value: string): string {
  const plain = oneLine(path, "Email", value).toLowerCase();
  const at = plain.lastIndexOf("@");
  if (plain.length > 254 || !local.test(plain.slice(0, at)) || !domain.test(plain.slice(at + 1)))
    throw invalidField(path, "Email is not a complete address. Write it like name@example.com.");
  return plain;
}

/** A phone number in E.164 (`+15185550142`); without a country code it is taken for a US number. */
export function phoneNumber(path: string, value: string): string {
  const parsed = parsePhoneNumberFromString(oneLine(path, "Phone", value), "US");
  if (!parsed?.isPossible())
    throw invalidField(path, "Phone is not a complete number. Write it like (518) 555-0142, or start with + and the country.");
  return parsed.number;
}

export function timeZone(path: string, value: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    throw invalidField(path, `"${value}" is not a time zone. Choose one like America/New_York.`);
  }
}

/** `YYYY-MM-DD` of 1900 or later. */
export function calendarDay(path: string, label: string, value: string): string {
  if (!isDay(value)) throw invalidField(path, `${label} is not a date. Write it like 2027-03-01.`);
  notBefore1900(path, label, new Date(`${value}T00:00:00Z`));
  return value;
}

/** A day that the calendar has. */
function isDay(value: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
}

/** An instant with an offset, of 1900 or later. */
export function instantOf(path: string, label: string, value: string): Date {
  const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value) ? new Date(value) : null;
  // `Date` would take 30 February for 2 March.
  if (!date || Number.isNaN(date.getTime()) || !isDay(value.slice(0, 10)))
    throw invalidField(path, `${label} is not a date and time. Write it like 2027-03-01T09:00:00Z, with its offset.`);
  notBefore1900(path, label, date);
  return date;
}

/** When something that begins now ends by itself. */
export function endToCome(path: string, value: string): Date {
  const end = instantOf(path, "Until", value);
  if (end <= clock.now()) throw invalidField(path, "This end has already passed. Choose a later one, or none.");
  return end;
}

function notBefore1900(path: string, label: string, date: Date): void {
  if (date.getUTCFullYear() < 1900) throw invalidField(path, `${label} is before 1900. Check the year.`);
  if (date.getUTCFullYear() > 2200) throw invalidField(path, `${label} is after 2200. Check the year.`);
}
