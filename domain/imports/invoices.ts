import Type from "typebox";
import { DomainError, newId, operation, quietly, type Scope } from "../base/index.ts";
import { closed } from "../inputs/index.ts";
import { receiveInvoice } from "../invoices/index.ts";
import { guessColumns, invoiceColumns, readTable, valuesOf } from "./columns.ts";
import type { RowProblem } from "./contacts.ts";

/** Invoices from a bookkeeping program's CSV: new numbers are added, known ones brought up to date. Starts no flow by itself. */
export async function importInvoices(scope: Scope, { csv }: { csv: string }) {
  const { rows, columns } = await readInvoices(scope, { csv });
  const problems: RowProblem[] = [];
  const count = { created: 0, changed: 0 };
  const importId = newId("import");
  for (const [index, row] of rows.entries()) {
    try {
      const { created } = await receiveInvoice(quietly(scope), { invoice: invoiceOf(valuesOf(row, columns)), source: "csv", importId });
      count[created ? "created" : "changed"] += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [first] = error.errors;
      problems.push({ row: index + 2, field: first?.path.split("/").at(-1) ?? "", message: first?.message ?? error.message });
    }
  }
  return { importId, ...count, problems };
}

const readInvoices = operation({
  name: "imports.readInvoices",
  role: "staff",
  input: Type.Object({ csv: Type.String({ maxLength: 20_000_000 }) }, closed),
  run: async ({ csv }) => {
    const { headers, rows } = readTable(csv);
    return { rows, columns: guessColumns(headers, invoiceColumns) };
  },
});

function invoiceOf(values: Record<string, string>) {
  const { number = "", amount = "", due = "", paid, matter, email } = values;
  const more = { ...(paid ? { paid: dayOf(paid) } : {}), ...(matter ? { matter } : {}), ...(email ? { email } : {}) };
  return { number, amount: Number(amount.replace(/[$,\s]/g, "")) || 0, due: dayOf(due), ...more };
}

/** `3/1/2027` as Americans write it is `2027-03-01`. */
function dayOf(value: string): string {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value.trim());
  return american ? `${american[3]}-${american[1]?.padStart(2, "0")}-${american[2]?.padStart(2, "0")}` : value.trim();
}
