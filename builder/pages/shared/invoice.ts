import type { State } from "../../components/StateChip.tsx";

export interface Invoice {
  id: string;
  number: string;
  amountCents: number;
  /** `YYYY-MM-DD`, like `paid`. */
  due: string;
  state: "open" | "paid" | "void";
  paid?: string;
}

/** How an invoice stands on a day of the firm, `YYYY-MM-DD`. */
export function standingOf({ state, due }: Invoice, today: string): { state: State; words: string } {
  if (state === "paid") return { state: "done", words: "Paid" };
  if (state === "void") return { state: "plain", words: "Withdrawn" };
  return due < today ? { state: "attention", words: "Overdue" } : { state: "waiting", words: "Open" };
}

/** What is still owed stands first, the longest due at the top; then what was settled, the newest first. */
export function owedFirst(invoices: Invoice[]): Invoice[] {
  const owed = invoices.filter((one) => one.state === "open").sort((a, b) => a.due.localeCompare(b.due));
  const settled = invoices.filter((one) => one.state !== "open").sort((a, b) => b.due.localeCompare(a.due));
  return [...owed, ...settled];
}

/** "$3,200.50" as cents; null where it is no amount of dollars. */
export function centsOf(text: string): number | null {
  const digits = text.trim().replace(/^\$\s*/, "");
  if (!/^(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/.test(digits)) return null;
  return Math.round(Number(digits.replaceAll(",", "")) * 100);
}

/** Cents as one would type them: "3200" or "1850.50". */
export const amountText = (cents: number): string => (cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2));
