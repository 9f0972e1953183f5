import { clock, type Scope, withScope } from "../base/index.ts";
import { parsed } from "../incoming/parsed.ts";
import { headerText } from "../messages/addresses.ts";
import { notifyStaff } from "../messages/index.ts";
import { StaffModel } from "../staff/index.ts";

/** More than this, and the note might not arrive. */
const largest = 15_000_000;

/**
 * Tells the owners of an email in the firm's mailbox that could not be read for a day, once: who wrote it where that much is known, with the
 * whole attached. It stays unread where it lies, for a person to look at.
 */
export async function tellUnreadable(scope: Scope, { mailbox, key, raw }: { mailbox: string; key: string; raw?: Buffer }): Promise<void> {
  const owners = await withScope(scope, () => StaffModel.find({ role: "owner", active: true }, { _id: 1 }).lean());
  if (owners.length === 0) return;
  const who = raw ? await whoWrote(raw) : "";
  await notifyStaff(scope, {
    key: { own: `unreadable:${key}` },
    staffIds: owners.map((one) => one._id),
    message: "{{ vars.message }}",
    facts: {
      vars: {
        message: [
          `An email that came to ${mailbox} could not be read`,
          `${who}Firmflow has tried for a day. The email lies unread in that mailbox: please open it there. Answers and returned mail that came after it have been read.`,
        ].join("\n\n"),
      },
    },
    page: "/settings/deliverability",
    attachments:
      raw && raw.length <= largest
        ? [{ name: `Unread, ${clock.now().toISOString().slice(0, 10)}.eml`, type: "message/rfc822", bytes: raw }]
        : [],
  });
}

async function whoWrote(raw: Buffer): Promise<string> {
  const mail = await parsed(raw).catch(() => null);
  const from = headerText(mail?.from?.text ?? "", 200);
  const subject = headerText(mail?.subject ?? "", 200);
  return `${from ? `From ${from}. ` : ""}${subject ? `Subject: “${subject}”. ` : ""}`;
}
