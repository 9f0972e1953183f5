import type { Around } from "./text.ts";
import { say } from "./text.ts";
import { type Address, type AnswerFile, isBlank, isNotSure, type Language, type SimpleAnswer, type SimpleField } from "./types.ts";
import { wordsIn } from "./words.ts";

/** Whose answer, in which language, and what day it is (`YYYY-MM-DD`) where they are. */
export interface Judging {
  language: Language;
  around: Around;
  today: string;
}
/** The answer as it is kept, or what to say about it. */
export type Judged = { clean: SimpleAnswer } | { problem: string };

/** Judges the answer to one field that is shown. A blank answer to a field that may stay empty is null. */
export function judge(field: SimpleField, answer: unknown, judging: Judging): Judged {
  const words = wordsIn(judging.language);
  const label = say(field.label, judging.language, judging.around);
  if (isNotSure(answer)) return field.notSure ? { clean: { notSure: true } } : { problem: words.missing(label) };
  if (field.kind === "consent") return { clean: answer === true };
  if (isBlank(answer)) {
    if (!field.required) return { clean: null };
    return {
      problem: field.kind === "choice" || field.kind === "yesNo" || field.kind === "choices" ? words.choose(label) : words.missing(label),
    };
  }
  return judgeKind(field, answer, label, judging);
}

function judgeKind(field: Exclude<SimpleField, { kind: "consent" }>, answer: unknown, label: string, { language, today }: Judging): Judged {
  const words = wordsIn(language);
  const again: Judged = { problem: words.wrongShape(label) };
  switch (field.kind) {
    case "text":
      return typeof answer === "string" ? judgeText(answer, label, language, field.lines ?? 1, field.max) : again;
    case "email":
      return typeof answer === "string" && isEmail(answer.trim()) ? { clean: answer.trim().toLowerCase() } : { problem: words.email };
    case "phone":
      return typeof answer === "string" && isPhone(answer) ? { clean: answer.trim() } : { problem: words.phone };
    case "number":
      return judgeNumber(answer, label, language, field);
    case "money":
      return judgeMoney(answer, label, language, field.max);
    case "date":
      return judgeDate(answer, language, today, field.only);
    case "choice":
      return field.options.some(({ value }) => value === answer) ? { clean: answer as string } : { problem: words.choose(label) };
    case "choices": {
      const picked = Array.isArray(answer) ? field.options.map(({ value }) => value).filter((value) => answer.includes(value)) : [];
      const allKnown = Array.isArray(answer) && answer.every((one) => picked.includes(one as string));
      return allKnown ? { clean: picked } : { problem: words.choose(label) };
    }
    case "yesNo":
      return typeof answer === "boolean" ? { clean: answer } : { problem: words.choose(label) };
    case "address":
      return judgeAddress(answer, language);
    case "file":
      return judgeFiles(answer, label, language, field.max ?? 10);
    default:
      return field satisfies never;
  }
}

function judgeText(answer: string, label: string, language: Language, lines: number, most?: number): Judged {
  const words = wordsIn(language);
  const max = most ?? (lines > 1 ? 4_000 : 200);
  const text = answer
    .normalize("NFC")
    .replace(/\p{Cc}/gu, (character) => (character === "\n" ? character : " "))
    .trim();
  if (lines === 1 && /[\n\u2028\u2029]/.test(text)) return { problem: words.oneLine(label) };
  return text.length > max ? { problem: words.long(label, max) } : { clean: text };
}

const isEmail = (text: string) =>
  text.length <= 254 &&
  /^[^\s@<>"(),:;[\]\\]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i.test(text) &&
  !/\.\.|^\.|\.@/.test(text);

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  if (!/^[\d\s().+/-]*(?:\s*(?:x|ext\.?)\s*\d+)?$/i.test(text.trim())) return false;
  return text.trim().startsWith("+")
    ? digits.length >= 8 && digits.length <= 15
    : digits.length === 10 || (digits.length === 11 && digits.startsWith("1"));
}

/** A number as people write one: `38,000`, `$ 1 200.50`. */
export function numberFrom(answer: unknown): number | null {
  if (typeof answer === "number") return Number.isFinite(answer) ? answer : null;
  if (typeof answer !== "string") return null;
  const plain = answer.replace(/[\s$]/g, "");
  if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(plain)) return null;
  return Number(plain.replace(/,/g, ""));
}

function judgeNumber(answer: unknown, label: string, language: Language, limits: { min?: number; max?: number; whole?: boolean }): Judged {
  const words = wordsIn(language);
  const value = numberFrom(answer);
  if (value === null) return { problem: words.number(label) };
  if (limits.whole && !Number.isInteger(value)) return { problem: words.whole(label) };
  if (limits.min !== undefined && value < limits.min) return { problem: words.least(label, limits.min) };
  if (value > (limits.max ?? 1e12)) return { problem: words.most(label, limits.max ?? 1e12) };
  return { clean: value };
}

function judgeMoney(answer: unknown, label: string, language: Language, max = 1e12): Judged {
  const words = wordsIn(language);
  const value = numberFrom(answer);
  if (value === null || value < 0) return { problem: words.money(label) };
  return value > max ? { problem: words.most(label, max) } : { clean: Math.round(value * 100) / 100 };
}

function judgeDate(answer: unknown, language: Language, today: string, only?: "past" | "future"): Judged {
  const words = wordsIn(language);
  const parts = typeof answer === "string" ? /^(\d*)-(\d*)-(\d*)$/.exec(answer) : null;
  if (!parts) return { problem: words.date };
  const [, year = "", month = "", day = ""] = parts;
  if (!month || !day) return { problem: words.date };
  if (year.length !== 4) return { problem: words.year };
  const plain = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${plain}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== plain) return { problem: words.date };
  if (Number(year) < 1900) return { problem: words.tooOld };
  if (Number(year) > 2200) return { problem: words.year };
  if (only === "past" && plain > today) return { problem: words.past };
  if (only === "future" && plain < today) return { problem: words.future };
  return { clean: plain };
}

function judgeAddress(answer: unknown, language: Language): Judged {
  const words = wordsIn(language);
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return { problem: words.address };
  const part = (name: keyof Address): string => {
    const value = (answer as Record<string, unknown>)[name];
    return typeof value === "string" ? value.replace(/\s+/g, " ").trim().slice(0, 200) : "";
  };
  const address = { line1: part("line1"), line2: part("line2"), city: part("city"), state: part("state"), zip: part("zip") };
  if (!address.line1 || !address.city || !address.state || !address.zip) return { problem: words.address };
  if (!/^\d{5}(-\d{4})?$/.test(address.zip)) return { problem: words.zip };
  const { line2, ...rest } = address;
  return { clean: line2 ? { ...rest, line2 } : rest };
}

function judgeFiles(answer: unknown, label: string, language: Language, max: number): Judged {
  const words = wordsIn(language);
  if (!Array.isArray(answer)) return { problem: words.wrongShape(label) };
  const files: AnswerFile[] = [];
  for (const one of answer as unknown[]) {
    const { fileId, name } = (one ?? {}) as Record<string, unknown>;
    if (typeof fileId !== "string" || fileId.length > 60) return { problem: words.wrongShape(label) };
    files.push({ fileId, name: typeof name === "string" ? name.slice(0, 200) : "" });
  }
  return files.length > max ? { problem: words.filesMany(label, max) } : { clean: files };
}
