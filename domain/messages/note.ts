import { publicUrl, type Scope } from "../base/index.ts";
import type { Variant } from "./blocks.ts";
import { type Attachment, type Delivered, deliverMail } from "./deliver.ts";
import type { MessageKey } from "./keys.ts";

/** What a member of staff is told. */
export interface Note {
  message: string;
  contactId?: string;
  matterId?: string;
  page?: string;
}
export interface DeliverNote {
  /** Of the note; the email to each is one under it. */
  key: MessageKey;
  claimed?: boolean;
  staff: { _id: string; name: string; email: string };
  note: Note;
  attachments?: Attachment[];
}

/** The email of a note to one member of staff, once under its key. Nothing of the case but the note itself; the firm signs. */
export function deliverNote(scope: Scope, { key, claimed, staff, note, attachments }: DeliverNote): Promise<Delivered> {
  const lines = note.message.split(/\r?\n/);
  const { _id: staffId, name, email } = staff;
  return deliverMail(scope, {
    key: partFor(key, staffId),
    claimed: claimed === true,
    template: { name: "Note to staff", variant },
    purpose: "staff",
    recipient: { id: staffId, name, email },
    staffId,
    facts: { vars: { lines, first: lines[0] } },
    links: { page: pageOf(note) },
    ...(note.matterId ? { matterId: note.matterId } : {}),
    ...(attachments ? { attachments } : {}),
  });
}

const variant: Variant = {
  subject: "{{ vars.first | truncate: 90 }}",
  body: [
    { type: "text", text: "{% for line in vars.lines %}{{ line | default: ' ' }}\n{% endfor %}" },
    { type: "button", label: "Open in Firmflow", to: "{{ links.page }}" },
  ],
};

const partFor = (key: MessageKey, staffId: string): MessageKey =>
  "own" in key ? { own: `${key.own}:${staffId}` } : { ...key, part: `${key.part}:${staffId}` };

const pageOf = ({ page, matterId, contactId }: Note) =>
  `${publicUrl()}${page ? page : matterId ? `/matters/${matterId}` : contactId ? `/contacts/${contactId}` : "/"}`;
