/** What can happen to a subject, and the data each event carries as `event.<field>`. */
import type { FactType } from "./catalogue.ts";

export interface EventField {
  name: string;
  label: string;
  type: FactType;
}

export interface EventKind {
  /** `matter.stageChanged` */
  name: string;
  /** "The matter's stage changes" */
  label: string;
  /** Heading in pickers: "Contact", "Documents". */
  group: string;
  data: EventField[];
}

const SOURCE: EventField = { name: "source", label: "Source", type: "text" };
const PATHS: EventField = { name: "paths", label: "Fields changed", type: "list" };
const TAG: EventField = { name: "tag", label: "Tag", type: "text" };
const FORM: EventField = { name: "form", label: "Form", type: "text" };
const TEMPLATE: EventField = { name: "template", label: "Template", type: "text" };
const TYPE: EventField = { name: "type", label: "Type", type: "text" };
const STEP: EventField = { name: "step", label: "Step", type: "text" };
const OUTCOME: EventField = { name: "outcome", label: "Outcome", type: "text" };
const OCCASION: EventField[] = [
  { name: "kind", label: "Kind", type: "text" },
  TYPE,
  { name: "at", label: "When", type: "dateTime" },
  { name: "from", label: "When before", type: "dateTime" },
];
const INVOICE: EventField[] = [
  { name: "number", label: "Number", type: "text" },
  { name: "amount", label: "Amount", type: "number" },
  { name: "days", label: "Days", type: "number" },
];
const TASK: EventField[] = [{ name: "title", label: "Title", type: "text" }, OUTCOME];
const MESSAGE: EventField[] = [STEP, { name: "link", label: "Link", type: "text" }, { name: "kind", label: "Kind", type: "text" }];

function event(group: string, name: string, label: string, ...data: EventField[]): EventKind {
  return { name, label, group, data };
}

export const eventKinds: EventKind[] = [
  event("Contact", "contact.created", "A contact is added", SOURCE),
  event("Contact", "contact.changed", "A contact's fields change", PATHS),
  event("Contact", "contact.tagged", "A contact gets a tag", TAG),
  event("Contact", "contact.untagged", "A contact loses a tag", TAG),
  event(
    "Contact",
    "contact.unsubscribed",
    "A contact opts out",
    { name: "topic", label: "Topic", type: "text" },
    { name: "channel", label: "Channel", type: "text" },
  ),
  event(
    "Contact",
    "contact.replied",
    "A contact replies",
    { name: "message", label: "Message", type: "text" },
    { name: "channel", label: "Channel", type: "text" },
  ),
  event("Matter", "matter.created", "A matter is opened", { name: "caseType", label: "Case type", type: "text" }, SOURCE),
  event("Matter", "matter.changed", "A matter's fields change", PATHS),
  event(
    "Matter",
    "matter.stageChanged",
    "A matter's stage changes",
    { name: "from", label: "Stage before", type: "text" },
    { name: "to", label: "Stage now", type: "text" },
  ),
  event("Matter", "matter.assigned", "A matter is assigned", { name: "staff", label: "Staff", type: "text" }),
  event("Occasion", "occasion.planned", "An occasion is planned", ...OCCASION),
  event("Occasion", "occasion.moved", "An occasion moves", ...OCCASION),
  event("Occasion", "occasion.held", "An occasion has been held", ...OCCASION),
  event("Occasion", "occasion.missed", "An occasion is missed", ...OCCASION),
  event("Occasion", "occasion.cancelled", "An occasion is cancelled", ...OCCASION),
  event("Occasion", "occasion.changed", "An occasion's fields change", ...OCCASION, PATHS),
  event("Forms and files", "form.submitted", "A form is submitted", FORM, { name: "answers", label: "Answers", type: "object" }),
  event("Forms and files", "files.received", "Files are received", { name: "names", label: "Files", type: "list" }),
  event("Documents", "document.made", "A document is made", TEMPLATE),
  event("Documents", "document.sent", "A document is sent", TEMPLATE),
  event("Documents", "document.viewed", "A document is viewed", TEMPLATE),
  event("Documents", "document.partlySigned", "A document is signed by one of several asked", TEMPLATE),
  event("Documents", "document.signed", "A document is signed by everyone asked", TEMPLATE),
  event("Documents", "document.declined", "A document is declined", TEMPLATE),
  event("Messages", "message.clicked", "A link in a message is opened", ...MESSAGE),
  event("Messages", "message.bounced", "A message bounces", ...MESSAGE),
  event("Messages", "message.failed", "A message fails", ...MESSAGE),
  event("Tasks and calls", "task.completed", "A task is completed", ...TASK, STEP),
  event("Tasks and calls", "call.logged", "A call is logged", ...TASK),
  event("Invoices", "invoice.due", "An invoice is due", ...INVOICE),
  event("Invoices", "invoice.overdue", "An invoice is overdue", ...INVOICE, {
    name: "first",
    label: "Told of for the first time",
    type: "boolean",
  }),
  event("Invoices", "invoice.paid", "An invoice is paid", ...INVOICE),
  event("Invoices", "invoice.withdrawn", "An invoice is withdrawn", ...INVOICE),
  event(
    "Other",
    "webhook.received",
    "Another system reports something",
    { name: "name", label: "Name", type: "text" },
    { name: "body", label: "Content", type: "object" },
  ),
  event("Other", "run.ended", "A flow ends", { name: "flow", label: "Flow", type: "text" }, OUTCOME),
];

const byName = new Map(eventKinds.map((entry) => [entry.name, entry]));

export function eventKind(name: string): EventKind | undefined {
  return byName.get(name);
}
