import { type Scope, withScope } from "../base/index.ts";
import { StaffModel } from "../staff/index.ts";
import type { Attachment } from "./deliver.ts";
import { notifyStaff } from "./notify.ts";

export interface OwnersNote {
  /** Told once under it. */
  key: string;
  /** What it is about, in a line, and then what to do. */
  about: string;
  says: string;
  /** The page its button opens. */
  page: string;
  attachments?: Attachment[];
}

/** Tells a firm's owners of something that concerns the firm itself and that nobody would look up by themselves. */
export async function tellOwners(scope: Scope, { key, about, says, page, attachments }: OwnersNote): Promise<void> {
  const owners = await withScope(scope, () => StaffModel.find({ role: "owner", active: true }, { _id: 1 }).lean());
  if (owners.length === 0) return;
  await notifyStaff(scope, {
    key: { own: key },
    staffIds: owners.map((one) => one._id),
    message: "{{ vars.message }}",
    facts: { vars: { message: `${about}\n\n${says}` } },
    page,
    ...(attachments ? { attachments } : {}),
  });
}
