import { type Scope, type Stored, withScope } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { renderDocument } from "../documents/index.ts";
import { fileBytes } from "../files/index.ts";
import { MatterModel } from "../matters/index.ts";
import { type Attachment, imagesOf, picturesFor, type Variant, withData } from "../messages/index.ts";
import { contentsOf, type Looking, lookAt, type ShownMessage } from "./contents.ts";
import { approvalById, isWaitedFor, mayDecide, namesOf } from "./may.ts";
import { variantToEdit } from "./messages.ts";
import type { ApprovalRecord, ApprovedMessage } from "./model.ts";

export interface ApprovalMessage {
  contactId: string;
  channel: ApprovedMessage["channel"];
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  edited: boolean;
  /** A mail's blocks as they can be changed. */
  variant?: Variant;
  /** Why it could not leave as things are. */
  problem?: string;
}

/** What is to be approved, exactly as it would leave now; once decided, what was approved. */
export async function showApproval(scope: Scope, approvalId: string) {
  const approval = await approvalById(scope, approvalId);
  const open = approval.state === "open";
  const waits = open && (await isWaitedFor(scope, approval));
  const { title, runId, decidedAt, decidedBy, reason, edited } = approval;
  return {
    id: approval._id,
    title,
    runId,
    since: approval.createdAt.toISOString(),
    state: open && !waits ? ("lapsed" as const) : approval.state,
    /** Still on somebody's list. */
    open,
    asked: await namesOf(scope, approval.asked),
    mayDecide: await mayDecide(scope, approval),
    ...(await aboutOf(scope, approval)),
    ...(decidedBy && decidedAt ? { decided: { by: decidedBy.name, at: decidedAt.toISOString(), reason, edited: edited === true } } : {}),
    ...(waits ? await toApprove(scope, approval) : pinned(approval)),
  };
}
export type ShownApproval = Awaited<ReturnType<typeof showApproval>>;

async function aboutOf(scope: Scope, { matterId, contactId }: ApprovalRecord) {
  return await withScope(scope, async () => {
    const matter = matterId ? await MatterModel.findById(matterId, { title: 1 }).lean() : null;
    const contact = contactId ? await ContactModel.findById(contactId).lean() : null;
    return {
      ...(matter ? { matter: { id: matter._id, title: matter.title } } : {}),
      ...(contact ? { contact: { id: contact._id, name: nameOf(contact) } } : {}),
    };
  });
}

interface Shown {
  /** Of what is shown, to approve it with. */
  hash?: string;
  messages: ApprovalMessage[];
  document?: { name: string; problem?: string };
}

async function toApprove(scope: Scope, approval: ApprovalRecord): Promise<Shown> {
  const looking = await lookAt(scope, approval);
  const { messages, document, hash } = await contentsOf(scope, approval);
  const { attachments: pictures } = await picturesFor(scope, looking.facts as unknown as Record<string, unknown>);
  const shown: ApprovalMessage[] = [];
  for (const one of messages) shown.push(await toShow(looking, one, pictures, document?.name));
  return {
    hash,
    messages: shown,
    ...(document ? { document: { name: document.name, ...(document.problem ? { problem: document.problem } : {}) } } : {}),
  };
}

async function toShow(looking: Looking, { person, channel, message, problem }: ShownMessage, pictures: Attachment[], title?: string) {
  if (!message) return { ...blank(person.id, channel, String(person.name ?? "")), ...(problem ? { problem } : {}) };
  const shown = shownOf(message);
  const html = withData(shown.html, [...pictures, ...(await imagesOf(looking.scope, shown.html))]);
  return { ...shown, html, ...(channel !== "text" ? { variant: await variantToEdit(looking, person, title) } : {}) };
}

const blank = (contactId: string, channel: ApprovedMessage["channel"], name: string): ApprovalMessage => ({
  contactId,
  channel,
  to: { name, address: "" },
  subject: "",
  html: "",
  text: "",
  edited: false,
});

const shownOf = ({ contactId, channel, to, subject, html, text, edited }: ApprovedMessage): ApprovalMessage => ({
  contactId,
  channel,
  to,
  subject,
  html,
  text,
  edited: edited === true,
});

const pinned = ({ messages, document }: ApprovalRecord): Shown => ({
  messages: messages.map(shownOf),
  ...(document ? { document: { name: document.name } } : {}),
});

/** The document itself: the one made or approved, else as it would be made now. */
export async function approvalDocument(
  scope: Scope,
  approvalId: string,
): Promise<{ name: string; type: string; bytes: Uint8Array } | null> {
  const approval: Stored<ApprovalRecord> = await approvalById(scope, approvalId);
  const { document } = approval.state === "open" ? await contentsOf(scope, approval) : approval;
  if (!document) return null;
  const order = "order" in document ? document.order : undefined;
  if (order) return await withScope(scope, () => renderDocument(scope, order));
  const { fileId } = document;
  if (!fileId) return null;
  const { name, type, content } = await withScope(scope, () => fileBytes(scope, fileId));
  return { name, type, bytes: content };
}
