export { ImportOptions, importContacts, listImports, previewContacts, type RowProblem, undoImport } from "./contacts.ts";
export { importInvoices } from "./invoices.ts";
export { ImportModel, type ImportRecord } from "./model.ts";
