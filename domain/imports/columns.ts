import Papa from "papaparse";
import { invalid, invalidField } from "../base/index.ts";
import { plain } from "../inputs/index.ts";

export const mostRows = 20_000;
export const contactColumns = {
  firstName: ["first name", "first", "given name", "firstname"],
  lastName: ["last name", "last", "surname", "family name", "lastname"],
  name: ["name", "full name", "contact", "client"],
  company: ["company", "organization", "organisation", "business"],
  email: ["email", "e-mail", "email address", "mail"],
  phone: ["phone", "mobile", "cell", "telephone", "phone number"],
  address: ["address", "street", "postal address"],
  language: ["language", "lang"],
  zone: ["time zone", "timezone", "zone"],
  source: ["source", "lead source", "came from", "referral"],
  tags: ["tags", "tag", "labels", "groups"],
  consentEmail: ["email consent", "newsletter", "opt in", "marketing"],
  consentText: ["text consent", "sms consent", "texts"],
} as const;
export type ContactColumn = keyof typeof contactColumns;
export const invoiceColumns = {
  number: ["number", "invoice", "invoice number", "no"],
  amount: ["amount", "total", "balance"],
  due: ["due", "due date", "due on"],
  paid: ["paid", "paid on", "paid date"],
  matter: ["matter", "matter number", "case"],
  email: ["email", "client email"],
} as const;

export interface Table {
  headers: string[];
  rows: Record<string, string>[];
}

/** A CSV file as rows by their headers; separators are found out. */
export function readTable(csv: string): Table {
  const parsed = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: "greedy",
    transformHeader: (one) => one.trim(),
  });
  const headers = parsed.meta.fields ?? [];
  if (!headers.length || !parsed.data.length)
    throw invalidField("/csv", "The file has no rows. It needs a first line with the names of its columns, and a line for each record.");
  const broken = parsed.errors.find((one) => one.type === "Quotes");
  if (broken)
    throw invalidField(
      "/csv",
      `Line ${(broken.row ?? 0) + 2} has a quotation mark that is not closed. Correct it and choose the file again.`,
    );
  if (parsed.data.length > mostRows)
    throw invalid(
      `The file has ${parsed.data.length.toLocaleString("en-US")} rows; up to ${mostRows.toLocaleString("en-US")} go at once. Split it.`,
    );
  return { headers, rows: parsed.data };
}

/** Which column of the file goes where, by the usual names; what is not known goes nowhere until somebody says so. */
export function guessColumns(
  headers: string[],
  known: Record<string, readonly string[]>,
  custom: { key: string; label: string }[] = [],
): Record<string, string> {
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  for (const header of headers) {
    const name = plain(header).replace(/[_.]+/g, " ").trim();
    const built = Object.entries(known).find(
      ([field, names]) => !taken.has(field) && (field.toLowerCase() === name || names.includes(name)),
    );
    const own = custom.find((one) => plain(one.label) === name || one.key.toLowerCase() === name);
    const field = built?.[0] ?? (own ? `fields.${own.key}` : undefined);
    if (!field) continue;
    taken.add(field);
    columns[header] = field;
  }
  return columns;
}

/** The row's values by field. */
export function valuesOf(row: Record<string, string>, columns: Record<string, string>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [header, field] of Object.entries(columns)) {
    const value = row[header]?.trim();
    if (value) values[field] = value;
  }
  return values;
}
