import { clock, type Scope } from "../base/index.ts";
import { parsed } from "../incoming/parsed.ts";
import { headerText } from "../messages/addresses.ts";
import { tellOwners } from "../messages/index.ts";

const page = "/settings/deliverability";
/** More than this, and the note might not arrive. */
const largest = 15_000_000;

/**
 * Tells the owners of an email in the firm's mailbox that could not be read for a day, once: who wrote it where that much is known, with the
 * whole attached. It stays unread where it lies, for a person to look at.
 */
export async function tellUnreadable(scope: Scope, { mailbox, key, raw }: { mailbox: string; key: string; raw?: Buffer }): Promise<void> {
  const who = raw ? await whoWrote(raw) : "";
  const fits = raw && raw.length <= largest;
  await tellOwners(scope, {
    key: `unreadable:${key}`,
    about: `An email that came to ${mailbox} could not be read`,
    says: `${who}Firmflow has tried for a day. The email lies unread in that mailbox: please open it there. Answers and returned mail that came after it have been read.`,
    page,
    ...(fits
      ? { attachments: [{ name: `Unread, ${clock.now().toISOString().slice(0, 10)}.eml`, type: "message/rfc822", bytes: raw }] }
      : {}),
  });
}

/** Tells the owners that nobody reads the mailbox: until they act, answers lie there unheard. Once for each time that it stops. */
export async function tellUnread(
  scope: Scope,
  { mailbox, key, problem }: { mailbox: string; key: string; problem: string },
): Promise<void> {
  await tellOwners(scope, {
    key: `unread:${key}`,
    about: `The mailbox ${mailbox} can’t be read`,
    says: `${problem}\n\nUntil it can be read, what clients answer by email and what could not be delivered lies there and is not noticed here. Nothing is lost: it is read once this is put right.`,
    page,
  });
}

async function whoWrote(raw: Buffer): Promise<string> {
  const mail = await parsed(raw).catch(() => null);
  const from = headerText(mail?.from?.text ?? "", 200);
  const subject = headerText(mail?.subject ?? "", 200);
  return `${from ? `From ${from}. ` : ""}${subject ? `Subject: “${subject}”. ` : ""}`;
}
