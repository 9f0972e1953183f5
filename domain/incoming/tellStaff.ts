import type { Scope } from "../base/index.ts";
import { notifyStaff } from "../messages/index.ts";
import type { AboutMessage, Written } from "./receive.ts";

/** Hands a person's answer to the members of staff it is for, with the whole of it attached as it came. */
export async function tellStaff(
  scope: Scope,
  {
    staffIds,
    message,
    written,
    raw,
    fingerprint,
  }: { staffIds: string[]; message: AboutMessage; written: Written; raw: Buffer; fingerprint: string },
): Promise<void> {
  const who = message.to.name || written.from.name || written.from.address;
  const attached = written.attached.length > 0 ? `\n\nAttached: ${written.attached.join(", ")}` : "";
  await notifyStaff(scope, {
    key: { own: `reply:${fingerprint}` },
    staffIds,
    message: "{{ vars.message }}",
    facts: { vars: { message: `${who} answered “${message.subject}”\n\n${written.text.slice(0, 5_000)}${attached}` } },
    ...(message.contactId ? { contactId: message.contactId } : {}),
    ...(message.matterId ? { matterId: message.matterId } : {}),
    attachments: raw.length <= largest ? [{ name: "Their email.eml", type: "message/rfc822", bytes: raw }] : [],
  });
}

/** More than this, and the note might not arrive. */
const largest = 15_000_000;
