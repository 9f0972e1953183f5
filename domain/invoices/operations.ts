import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock, conflict, invalidField, newId, notFound, operation, query, type Scope, type Stored } from "../base/index.ts";
import { ContactModel, contactById } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { firmInScope } from "../firms/index.ts";
import { calendarDay, closed, day, emailAddress, id, line, oneLine, optionalId } from "../inputs/index.ts";
import { MatterModel, matterById } from "../matters/index.ts";
import { InvoiceModel, type InvoiceRecord } from "./model.ts";

const source = Type.Union([Type.Literal("hand"), Type.Literal("csv"), Type.Literal("webhook")], { default: "hand" });
const state = Type.Union([Type.Literal("open"), Type.Literal("paid"), Type.Literal("void")]);
const amountCents = Type.Integer({ minimum: 1, maximum: 1e10 });
export const NewInvoice = Type.Object(
  {
    number: line(60),
    amountCents,
    due: day,
    matterId: optionalId,
    contactId: optionalId,
    source,
    paid: Type.Optional(day),
    importId: optionalId,
  },
  closed,
);
export const InvoiceChange = Type.Object(
  { amountCents: Type.Optional(amountCents), due: Type.Optional(day), state: Type.Optional(state), paid: Type.Optional(day) },
  closed,
);

export const createInvoice = operation({
  name: "invoices.create",
  role: "staff",
  input: NewInvoice,
  run: async ({ matterId, contactId: given, paid, ...input }) => {
    const number = oneLine("/number", "Number", input.number);
    const due = calendarDay("/due", "Due", input.due);
    const matter = matterId ? await matterById(matterId) : null;
    const contactId = given ?? matter?.mainContactId;
    if (!contactId) throw invalidField("/matterId", "Say whose invoice this is: a matter or a contact.");
    await contactById(contactId);
    if (await InvoiceModel.exists({ number })) throw conflict("invoice-exists", `There is already an invoice with the number ${number}.`);
    const invoiceId = newId("invoice");
    const made = { ...input, number, due, contactId, ...(matterId ? { matterId } : {}), state: "open" as const };
    await InvoiceModel.create([{ _id: invoiceId, ...made }]);
    if (paid) await pay(invoiceId, made, calendarDay("/paid", "Paid", paid));
    return { id: invoiceId };
  },
});

/**
 * Changes an invoice; with a new due date, or opened again, it is told due or overdue anew: whatever reminded of it ended when it was paid
 * or withdrawn. Paid and withdrawn are told, each once; opened again or withdrawn, it was not paid.
 */
export const changeInvoice = operation({
  name: "invoices.change",
  role: "staff",
  input: Type.Object({ invoiceId: id, change: InvoiceChange }, closed),
  run: async ({ invoiceId, change }) => {
    const invoice = await InvoiceModel.findById(invoiceId).lean();
    if (!invoice) throw notFound("This invoice");
    const due = change.due ? calendarDay("/due", "Due", change.due) : invoice.due;
    const amount = change.amountCents ?? invoice.amountCents;
    const unpaid = change.state && change.state !== "paid" ? { state: change.state } : null;
    const reopened = change.state === "open" && invoice.state !== "open";
    const gone = { ...(due === invoice.due && !reopened ? {} : { toldDue: 1, toldOverdue: 1 }), ...(unpaid ? { paid: 1 } : {}) };
    const set = { due, amountCents: amount, ...unpaid };
    await InvoiceModel.updateOne({ _id: invoiceId }, { $set: set, ...(Object.keys(gone).length ? { $unset: gone } : {}) });
    const paid = change.paid ? calendarDay("/paid", "Paid", change.paid) : change.state === "paid" ? await today() : null;
    const withdrawn = change.state === "void" && invoice.state !== "void" && !paid;
    if (withdrawn) await tell("invoice.withdrawn", invoiceId, { ...invoice, due, amountCents: amount }, daysBetween(due, await today()));
    if (paid && invoice.state !== "paid") await pay(invoiceId, { ...invoice, due, amountCents: amount }, paid);
    else if (change.paid) await InvoiceModel.updateOne({ _id: invoiceId }, { $set: { paid } });
  },
});

async function pay(invoiceId: string, invoice: InvoiceRecord, paid: string): Promise<void> {
  await InvoiceModel.updateOne({ _id: invoiceId }, { $set: { state: "paid", paid } });
  await tell("invoice.paid", invoiceId, invoice, daysBetween(invoice.due, paid));
}

/** What flows hear of an invoice; the amount in dollars, as messages name it. */
async function tell(type: string, invoiceId: string, invoice: InvoiceRecord, days: number, more: { first?: boolean } = {}): Promise<void> {
  await emit({
    type,
    contactId: invoice.contactId,
    ...(invoice.matterId ? { matterId: invoice.matterId } : {}),
    data: { number: invoice.number, amount: invoice.amountCents / 100, days, due: invoice.due, invoice: invoiceId, ...more },
  });
}

const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

async function today(): Promise<string> {
  const { zone } = await firmInScope();
  return Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** How long before its day an invoice is told to be due. */
const dueAheadDays = 3;

/**
 * The daily look at open invoices: `invoice.due` from three days before the day (`days`: how many are left), `invoice.overdue` from the day
 * after (`days`: how many have passed; `first`: it was never told to be due), each once for an invoice and its due date, however often and
 * however late this runs.
 */
export async function sweepInvoices(scope: Scope): Promise<{ due: number; overdue: number }> {
  const count = { due: 0, overdue: 0 };
  for (const invoiceId of await pendingInvoices(scope, {})) {
    const told = await tellInvoice(scope, { invoiceId });
    count.due += told.due;
    count.overdue += told.overdue;
  }
  return count;
}

const pendingInvoices = query({
  name: "invoices.pending",
  role: "staff",
  input: Type.Object({}, closed),
  run: async () => {
    const now = await today();
    const horizon = Temporal.PlainDate.from(now).add({ days: dueAheadDays }).toString();
    const open = { state: "open", due: { $lte: horizon } } as const;
    const rows = await InvoiceModel.find(open, { due: 1, toldDue: 1, toldOverdue: 1 }).lean();
    return rows.filter((one) => !one.toldDue || (!one.toldOverdue && one.due < now)).map((one) => one._id);
  },
});

const tellInvoice = operation({
  name: "invoices.tell",
  role: "staff",
  input: Type.Object({ invoiceId: id }, closed),
  run: async ({ invoiceId }) => {
    const invoice = await InvoiceModel.findOne({ _id: invoiceId, state: "open" }).lean();
    if (!invoice) return { due: 0, overdue: 0 };
    const left = daysBetween(await today(), invoice.due);
    const due = left >= 0 && left <= dueAheadDays && !invoice.toldDue;
    const overdue = left < 0 && !invoice.toldOverdue;
    if (due || overdue)
      await InvoiceModel.updateOne(
        { _id: invoiceId },
        { $set: { toldDue: clock.now(), ...(overdue ? { toldOverdue: clock.now() } : {}) } },
      );
    if (due) await tell("invoice.due", invoiceId, invoice, left);
    if (overdue) await tell("invoice.overdue", invoiceId, invoice, -left, { first: !invoice.toldDue });
    return { due: Number(due), overdue: Number(overdue) };
  },
});

export const listInvoices = query({
  name: "invoices.list",
  role: "viewer",
  input: Type.Object(
    {
      matterId: optionalId,
      contactId: optionalId,
      state: Type.Optional(state),
      limit: Type.Integer({ minimum: 1, maximum: 500, default: 200 }),
    },
    closed,
  ),
  run: ({ matterId, contactId, state: which, limit }) =>
    InvoiceModel.find({ ...(matterId ? { matterId } : {}), ...(contactId ? { contactId } : {}), ...(which ? { state: which } : {}) })
      .sort({ due: 1, _id: 1 })
      .limit(limit)
      .lean(),
});

export const HookInvoice = Type.Object(
  {
    number: line(60),
    /** In dollars, as accounting programs write it. */
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 1e8 }),
    due: day,
    paid: Type.Optional(day),
    /** Whose it is: a matter's number, or a contact's email address. */
    matter: Type.Optional(line(40)),
    email: Type.Optional(line(254)),
  },
  closed,
);

/** As an accounting program tells it, perhaps more than once: made when new, else brought up to date. */
export const receiveInvoice = operation({
  name: "invoices.receive",
  role: "staff",
  input: Type.Object({ invoice: HookInvoice, source, importId: optionalId }, closed),
  run: async ({ invoice, source: from, importId }, scope) => {
    const amount = Math.round(invoice.amount * 100);
    const known = (await InvoiceModel.findOne({ number: invoice.number.trim() }).lean()) as Stored<InvoiceRecord> | null;
    const paid = invoice.paid ? { paid: invoice.paid } : {};
    if (known) {
      await changeInvoice(scope, { invoiceId: known._id, change: { amountCents: amount, due: invoice.due, ...paid } });
      return { id: known._id, created: false };
    }
    const whose = await whoseInvoice(invoice.matter, invoice.email);
    const more = importId ? { importId } : {};
    const made = await createInvoice(scope, {
      number: invoice.number,
      amountCents: amount,
      due: invoice.due,
      source: from,
      ...paid,
      ...whose,
      ...more,
    });
    return { id: made.id, created: true };
  },
});

async function whoseInvoice(number: string | undefined, email: string | undefined): Promise<{ matterId?: string; contactId?: string }> {
  if (number) {
    const matter = await MatterModel.findOne({ number: number.trim(), deletedAt: null }, { _id: 1 }).lean();
    if (!matter) throw invalidField("/matter", `There is no matter with the number ${number}.`);
    return { matterId: matter._id };
  }
  if (!email) throw invalidField("/matter", "Say whose invoice this is: the matter's number, or the contact's email address.");
  const found = await ContactModel.find({ email: emailAddress("/email", email), deletedAt: null }, { _id: 1 })
    .limit(2)
    .lean();
  if (found.length !== 1 || !found[0])
    throw invalidField(
      "/email",
      found.length ? "Several contacts share this address. Give the matter's number." : `No contact has the address ${email}.`,
    );
  return { contactId: found[0]._id };
}
