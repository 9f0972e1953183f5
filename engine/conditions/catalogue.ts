/**
 * What flows can read: roots, built-in fields with type and label. Data, used by the editor's pickers and by validation. What is offered here
 * is what a firm's facts hold: a field that nobody fills in would make a wait miss its date and a condition never hold.
 */
export type FactType = "text" | "number" | "boolean" | "date" | "dateTime" | "list" | "object";

export interface FactField {
  /** Dotted path, e.g. `contact.firstName`. */
  path: string;
  label: string;
  type: FactType;
}

export interface FactRoot {
  name: string;
  label: string;
  /** Closed roots have exactly the fields listed; custom fields stand beside built-in ones in the others. */
  closed: boolean;
  fields: FactField[];
}

type Row = [name: string, label: string, type: FactType];

function root(name: string, label: string, closed: boolean, rows: Row[]): FactRoot {
  return { name, label, closed, fields: rows.map(([field, text, type]) => ({ path: `${name}.${field}`, label: text, type })) };
}

export const factRoots: FactRoot[] = [
  root("contact", "Contact", false, [
    ["id", "Id", "text"],
    ["firstName", "First name", "text"],
    ["lastName", "Last name", "text"],
    ["name", "Full name", "text"],
    ["email", "Email", "text"],
    ["phone", "Phone", "text"],
    ["language", "Language", "text"],
    ["preferredChannel", "Preferred channel", "text"],
    ["zone", "Time zone", "text"],
    ["company", "Company", "text"],
    ["address", "Address", "text"],
    ["source", "Source", "text"],
    ["tags", "Tags", "list"],
    ["consent.email", "Consent to email", "boolean"],
    ["consent.text", "Consent to texts", "boolean"],
    ["suppressed", "Address bounced", "boolean"],
    ["noTexts", "Takes no texts", "boolean"],
    ["createdAt", "Added on", "dateTime"],
  ]),
  root("matter", "Matter", false, [
    ["id", "Id", "text"],
    ["number", "Number", "text"],
    ["title", "Title", "text"],
    ["caseType", "Case type", "text"],
    ["caseTypeName", "Case type by name", "text"],
    ["stage", "Stage", "text"],
    ["stageName", "Stage by name", "text"],
    ["stageSince", "In this stage since", "dateTime"],
    ["state", "Open, won or lost", "text"],
    ["assignee", "Assignee", "text"],
    ["source", "Source", "text"],
    ["value", "Value", "number"],
    ["closingDate", "Closing date", "date"],
    ["courtDate", "Court date", "date"],
    ["openedAt", "Opened on", "dateTime"],
    ["closedAt", "Won or lost on", "dateTime"],
  ]),
  root("occasion", "Occasion", false, [
    ["id", "Id", "text"],
    ["kind", "Kind", "text"],
    ["type", "Type", "text"],
    ["title", "Title", "text"],
    ["at", "When", "dateTime"],
    ["endsAt", "Until", "dateTime"],
    ["place", "Place", "text"],
    ["room", "Room", "text"],
    ["state", "State", "text"],
    ["attend", "Who must attend", "list"],
    ["notes", "Notes", "text"],
  ]),
  root("firm", "Firm", true, [
    ["name", "Name", "text"],
    ["phone", "Phone", "text"],
    ["email", "Email", "text"],
    ["website", "Website", "text"],
    ["postalAddress", "Postal address", "text"],
    ["state", "State", "text"],
    ["zone", "Time zone", "text"],
    ["holidays", "Holidays", "list"],
  ]),
  root("staff", "Assignee", true, [
    ["id", "Id", "text"],
    ["name", "Name", "text"],
    ["firstName", "First name", "text"],
    ["lastName", "Last name", "text"],
    ["email", "Email", "text"],
    ["phone", "Phone", "text"],
    ["title", "Title", "text"],
    ["role", "Role", "text"],
  ]),
  root("run", "This run", true, [
    ["id", "Id", "text"],
    ["flow", "Flow", "text"],
    ["version", "Version", "number"],
    ["startedAt", "Started at", "dateTime"],
    ["startedBy", "Started by", "text"],
  ]),
  root("vars", "Variables", false, []),
  root("steps", "Earlier steps", false, []),
  root("event", "The event", false, []),
];

/** Once offered, never filled in: what names them already stays as valid as it was, empty unless it says otherwise. */
export const RETIRED_FIELDS: ReadonlySet<string> = new Set([
  ...["firm.address", "firm.city", "firm.language", "firm.logo", "firm.colour"],
  "staff.photo",
]);

const byName = new Map(factRoots.map((entry) => [entry.name, entry]));

export function factRoot(name: string): FactRoot | undefined {
  return byName.get(name);
}

/** Roots a standing question may read: it is asked again on every change of these, and of nothing else. */
export const STANDING_ROOTS: ReadonlySet<string> = new Set(["contact", "matter", "occasion", "vars", "steps"]);
/** Roots a moment's question may read; `event` only inside a `where`. */
export const MOMENT_ROOTS: ReadonlySet<string> = new Set(factRoots.map((entry) => entry.name).filter((name) => name !== "event"));
export const ALL_ROOTS: ReadonlySet<string> = new Set(factRoots.map((entry) => entry.name));

/** What steps give under `steps.<id>.…`, by kind, as the editor offers it. */
export const stepGives: Record<string, Row[]> = {
  sendEmail: [["sentAt", "Sent at", "dateTime"]],
  sendText: [["sentAt", "Sent at", "dateTime"]],
  requestForm: [
    ["link", "Link", "text"],
    ["answeredAt", "Answered at", "dateTime"],
    ["answers", "Answers", "object"],
  ],
  requestFiles: [
    ["link", "Link", "text"],
    ["answeredAt", "Received at", "dateTime"],
    ["names", "Files", "list"],
  ],
  requestSignature: [
    ["link", "Link", "text"],
    ["answeredAt", "Signed at", "dateTime"],
    ["file", "Signed document", "text"],
  ],
  offerAppointment: [
    ["link", "Link", "text"],
    ["startsAt", "Starts at", "dateTime"],
    ["endsAt", "Ends at", "dateTime"],
    ["place", "Place", "text"],
  ],
  makeDocument: [["file", "Document", "text"]],
  createTask: [
    ["outcome", "Outcome", "text"],
    ["completedAt", "Done at", "dateTime"],
  ],
};
