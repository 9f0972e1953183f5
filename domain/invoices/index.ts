export { InvoiceModel, type InvoiceRecord } from "./model.ts";
export {
  changeInvoice,
  createInvoice,
  HookInvoice,
  InvoiceChange,
  listInvoices,
  NewInvoice,
  receiveInvoice,
  sweepInvoices,
} from "./operations.ts";
