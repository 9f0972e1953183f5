import type { Band, LeadRow } from "../../../domain/reports/index.ts";

/** Fewer leads than this say little about a source, a person or a speed. */
export const enough = 20;

export const share = (part: number, of: number): string => (of ? `${Math.round((part / of) * 100)}%` : "–");
export const dollars = (amount: number): string =>
  new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 0 }).format(amount);

/** "9 min", "2 h", "3 days": minutes in the unit people would say. */
export function minutesWords(minutes: number | null): string {
  if (minutes === null) return "–";
  if (minutes < 90) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}

/** "11 more than in the 30 days before", or nothing to compare with. */
export function changeWords(
  now: number,
  before: number,
  words: { more: string; less: string },
  shown = (value: number) => String(value),
): string {
  if (now === before) return "As many as before";
  return now > before ? `${shown(now - before)} ${words.more}` : `${shown(before - now)} ${words.less}`;
}

/** What the speed of the first contact has to do with hiring, said carefully. */
export function speedWords(bands: Band[]): { finding: string; caution: string } | null {
  const fast = bands.filter((one) => one.until !== null && one.until <= 15);
  const slow = bands.filter((one) => !fast.includes(one));
  const sum = (list: Band[], of: "leads" | "hired") => list.reduce((all, one) => all + one[of], 0);
  const [quick, later] = [sum(fast, "leads"), sum(slow, "leads")];
  if (!quick && !later) return null;
  const finding = `Of ${leads(quick)} called within 15 minutes, ${sum(fast, "hired")} hired the firm. Of ${later} called later, ${sum(slow, "hired")} did.`;
  return { finding, caution: Math.min(quick, later) < enough ? "Too few to be sure." : "" };
}
const leads = (count: number) => `${count} ${count === 1 ? "lead" : "leads"}`;

/** A table as RFC 4180 has it. Words that a spreadsheet would take for a formula are given as text. */
export function csvOf(rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null) => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

export const leadColumns = [
  "Leads",
  "Minutes to first contact (median)",
  "Reached",
  "Booked",
  "Hired",
  "Lost",
  "Fees",
  "Days to hire (median)",
];
export const leadCells = (row: LeadRow): (string | number | null)[] => [
  row.leads,
  row.medianMinutes,
  row.reached,
  row.booked,
  row.hired,
  row.lost,
  row.fees,
  row.daysToHire,
];
