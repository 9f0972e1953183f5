import Type from "typebox";
import {
  acrossFirms,
  clock,
  DomainError,
  hashToken,
  notFound,
  operation,
  publicScope,
  type Scope,
  type Stored,
  standing,
  withScope,
} from "../base/index.ts";
import { ContactModel, type ContactRecord, nameOf } from "../contacts/index.ts";
import { type FirmRecord, firmInScope, pageFirm } from "../firms/index.ts";
import { closed, id } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";
import { StaffModel } from "../staff/index.ts";
import { RequestModel, type RequestRecord } from "./model.ts";

/** A link that was opened: what it asks, of whom, for which firm, and the visitor's scope, which reaches nothing else. */
export interface OpenedLink {
  request: Stored<RequestRecord>;
  contact: Stored<ContactRecord>;
  firm: FirmRecord;
  helper?: { name: string };
  scope: Scope;
}

/**
 * Whose link this is. An unknown one is not found; one that was replaced, revoked, expired or is no longer wanted is gone, and says
 * which firm to reach.
 */
export async function requestByToken(token: string): Promise<OpenedLink> {
  const hash = hashToken(token);
  const request = await acrossFirms(
    async () => (await RequestModel.findOne({ tokenHash: hash }).lean()) ?? (await RequestModel.findOne({ pastHashes: hash }).lean()),
  );
  if (!request) throw notFound("This link");
  const visitor = publicScope(request.firmId, request.contactId);
  const opened = await withScope(visitor, async () => {
    const [firm, contact, helper] = await Promise.all([
      firmInScope(),
      ContactModel.findById(request.contactId).lean().then(standing),
      helperOf(request.matterId),
    ]);
    return { firm, contact, helper };
  });
  const { firm, contact, helper } = opened;
  const page = pageFirm(firm, helper);
  const old = request.tokenHash !== hash || Boolean(request.revokedAt);
  if (old || !contact || request.state === "closed" || (request.expiresAt < clock.now() && request.state !== "done"))
    throw new DomainError("gone", 410, "This link no longer works. Ask the firm for a new one; nothing that was filled in is lost.", [], {
      firm: page,
      why: request.state === "closed" ? "closed" : old || !contact ? "replaced" : "expired",
      ...(request.expiresAt < clock.now() ? { expiredAt: request.expiresAt.toISOString() } : {}),
    });
  return {
    request: request as Stored<RequestRecord>,
    contact: contact as Stored<ContactRecord>,
    firm,
    ...(helper ? { helper } : {}),
    scope: publicScope(request.firmId, contact._id, nameOf(contact)),
  };
}

/** Who at the firm helps with this: the matter's assignee. */
async function helperOf(matterId: string | undefined): Promise<{ name: string } | undefined> {
  const matter = matterId ? await MatterModel.findOne({ _id: matterId }, { assignee: 1 }).lean() : null;
  const staff = matter?.assignee ? await StaffModel.findOne({ _id: matter.assignee, active: true }, { name: 1 }).lean() : null;
  return staff ? { name: staff.name } : undefined;
}

/** The people a form's texts may name: who is asked, and the others of the matter by role. First names only. */
export async function peopleOf(request: RequestRecord, contact: ContactRecord): Promise<Record<string, Record<string, string>>> {
  const named = ({ firstName, lastName }: ContactRecord) => ({ ...(firstName ? { firstName } : {}), ...(lastName ? { lastName } : {}) });
  const people: Record<string, Record<string, string>> = { you: named(contact) };
  const matter = request.matterId ? await MatterModel.findOne({ _id: request.matterId }, { people: 1 }).lean() : null;
  for (const { role, contactId } of matter?.people ?? []) {
    if (role !== "client" && role !== "spouse" && role !== "coClient") continue;
    const one = people[role] ? null : standing(await ContactModel.findById(contactId).lean());
    if (one) people[role] = named(one);
  }
  return people;
}

/** When a link was opened first, for staff who wonder whether it arrived. */
export const noteOpened = operation({
  name: "requests.noteOpened",
  role: "staff",
  public: true,
  input: Type.Object({ requestId: id }, closed),
  run: async ({ requestId }) => {
    await RequestModel.updateOne({ _id: requestId, openedAt: { $exists: false } }, { $set: { openedAt: clock.now() } });
  },
});
