import Type from "typebox";
import { importInvoices } from "../../domain/imports/index.ts";
import {
  changeInvoice,
  createInvoice,
  HookInvoice,
  InvoiceChange,
  listInvoices,
  NewInvoice,
  receiveInvoice,
} from "../../domain/invoices/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, body, idParams } from "../core/shorthand.ts";

const tag = "invoices";
const params = idParams("invoiceId");

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/invoices",
      summary: "Invoices by due date",
      tag,
      role: "viewer",
      query: listInvoices.spec.input,
      answer: anything,
    },
    async (scope, { query }) => ({ invoices: (await listInvoices(scope, query)).map(({ _id, ...one }) => ({ id: _id, ...one })) }),
  ),
  route(
    {
      method: "post",
      path: "/invoices",
      summary: "Add an invoice",
      tag,
      role: "staff",
      body: Type.Omit(NewInvoice, ["source", "importId"], { additionalProperties: false }),
      status: 201,
      answer: anything,
    },
    (scope, input) => createInvoice(scope, { ...input.body, source: "hand" }),
  ),
  route(
    {
      method: "patch",
      path: "/invoices/{invoiceId}",
      summary: "Change an invoice, or note that it was paid",
      tag,
      role: "staff",
      params,
      body: InvoiceChange,
    },
    (scope, input) => changeInvoice(scope, { invoiceId: input.params.invoiceId, change: input.body }),
  ),
  route(
    {
      method: "post",
      path: "/invoices/import",
      summary: "Bring invoices in from a CSV file",
      tag,
      role: "staff",
      maxBodyBytes: 20_000_000,
      body: body({ csv: Type.String({ maxLength: 20_000_000 }) }),
      answer: anything,
    },
    (scope, input) => importInvoices(scope, input.body),
  ),
  route(
    {
      method: "post",
      path: "/hooks/invoices",
      summary: "For accounting programs, with an API key: an invoice that is new, changed or paid",
      tag,
      role: "staff",
      body: HookInvoice,
      answer: anything,
    },
    (scope, input) => receiveInvoice(scope, { invoice: input.body, source: "webhook" }),
  ),
];
