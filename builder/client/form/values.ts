import {
  type Address,
  type Answer,
  type Around,
  type ColumnField,
  type FormField,
  isBlank,
  isNotSure,
  type Language,
  numberFrom,
  type Option,
  say,
} from "../../../engine/forms/index.ts";
import type { DateParts } from "../components/date.ts";

/** The id of the input an answer is given in; an `AnswerProblem`'s path leads to it. */
export const inputId = (path: string) => `q${path.replaceAll("/", "-")}`;

/** A date as it is being typed: three parts with dashes between, however many digits there are yet. */
export function partsOf(answer: unknown): DateParts {
  const [year = "", month = "", day = ""] = typeof answer === "string" ? answer.split("-") : [];
  const plain = (part: string) => (part.length === 2 ? part.replace(/^0/, "") : part);
  return { year, month: plain(month), day: plain(day) };
}
export const fromParts = ({ year, month, day }: DateParts): string | null => (year || month || day ? `${year}-${month}-${day}` : null);

export const textOf = (answer: unknown): string => (typeof answer === "string" ? answer : typeof answer === "number" ? String(answer) : "");

export interface Reading {
  language: Language;
  around: Around;
  yes: string;
  no: string;
  notSure: string;
}

/** An answer as one line of words, for the summary of a row. */
export function inWords(field: FormField | ColumnField, answer: Answer | undefined, reading: Reading): string {
  const { language, around } = reading;
  if (isNotSure(answer)) return reading.notSure;
  if (isBlank(answer) || answer === undefined || answer === null) return "";
  const optionWords = (options: Option[], value: unknown) => {
    const found = options.find((option) => option.value === value);
    return found ? say(found.label, language, around) : "";
  };
  switch (field.kind) {
    case "money": {
      const amount = numberFrom(answer);
      return amount === null ? textOf(answer) : dollars(amount, language);
    }
    case "date":
      return dayInWords(textOf(answer), language);
    case "choice":
      return optionWords(field.options, answer);
    case "choices":
      return Array.isArray(answer) ? answer.map((one) => optionWords(field.options, one)).join(", ") : "";
    case "yesNo":
      return answer === true ? reading.yes : reading.no;
    case "address": {
      const { line1, city } = answer as Address;
      return [line1, city].filter(Boolean).join(", ");
    }
    case "file":
      return Array.isArray(answer) ? String(answer.length) : "";
    case "table":
    case "consent":
      return "";
    default:
      return textOf(answer);
  }
}

export function dollars(amount: number, language: Language): string {
  const cents = Number.isInteger(amount) ? 0 : 2;
  const locale = language === "es" ? "es-US" : "en-US";
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: cents,
    maximumFractionDigits: cents,
  }).format(amount);
}

function dayInWords(day: string, language: Language): string {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date || year < 1000) return day;
  return new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", {
    timeZone: "UTC",
    year: "numeric",
    month: "short",
    day: "numeric",
  }).format(Date.UTC(year, month - 1, date));
}
