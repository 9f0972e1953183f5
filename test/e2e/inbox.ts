import { expect } from "vitest";

export interface InboxMail {
  id: string;
  subject: string;
  text: string;
  html: string;
  attachmentList: { filename: string; contentType: string; size: number; url?: string }[];
}

/** The local inbox, asked as a person's mail program would. */
export function inboxAt(address: string) {
  const ask = async (path: string): Promise<Response> => await fetch(`${address}/api/mails${path}`);
  const list = async (to: string): Promise<{ id: string; subject: string }[]> =>
    ((await (await ask(`?to=${encodeURIComponent(to)}`)).json()) as { mails: { id: string; subject: string }[] }).mails;

  return {
    /** The subjects of all that somebody received. */
    subjects: async (to: string) => (await list(to)).map((mail) => mail.subject),
    /** Waits until exactly one mail with such a subject has come, and opens it. */
    async mail(to: string, subject: RegExp): Promise<InboxMail> {
      const found = async () => (await list(to)).filter((mail) => subject.test(mail.subject));
      await expect.poll(async () => (await found()).length, { message: `one email "${subject}" to ${to}` }).toBe(1);
      return (await (await ask(`/${(await found())[0]?.id}`)).json()) as InboxMail;
    },
    async attachment(mail: InboxMail, kind: RegExp): Promise<Buffer> {
      const index = mail.attachmentList.findIndex((one) => kind.test(`${one.contentType} ${one.filename}`));
      if (index < 0) throw new Error(`No attachment ${kind} in "${mail.subject}": ${JSON.stringify(mail.attachmentList)}`);
      return Buffer.from(await (await ask(`/${mail.id}/attachments/${index}`)).arrayBuffer());
    },
  };
}

/** The link of a mail's button. */
export function linkIn(mail: InboxMail): string {
  const link = /https?:\/\/[^\s")>]+\/p\/(?!unsubscribe)[^\s")>]+/.exec(mail.text)?.[0];
  if (!link) throw new Error(`There is no link in "${mail.subject}":\n${mail.text}`);
  return link;
}
