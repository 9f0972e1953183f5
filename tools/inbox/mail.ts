import { type ParsedMail, simpleParser } from "mailparser";

export type Envelope = { from: string; to: string[] };

/** What a list shows of a mail; kept beside the raw mail so that listing parses nothing. */
export type MailSummary = {
  id: string;
  receivedAt: string;
  envelope: Envelope;
  messageId: string | null;
  from: string;
  to: string;
  subject: string;
  /** The text's first words. */
  preview: string;
  attachments: number;
};

export type MailAttachment = { index: number; filename: string; contentType: string; size: number; url: string };

export type MailDetail = MailSummary & {
  /** Header fields as they were written, in order, names in lower case. */
  headers: { name: string; value: string }[];
  text: string;
  html: string | null;
  attachmentList: MailAttachment[];
};

export async function summaryOf(id: string, receivedAt: string, envelope: Envelope, raw: Buffer): Promise<MailSummary> {
  return summarize(id, receivedAt, envelope, await simpleParser(raw));
}

export async function detailOf(summary: MailSummary, raw: Buffer): Promise<MailDetail> {
  const mail = await simpleParser(raw);
  return {
    ...summary,
    headers: mail.headerLines.map(({ key, line }) => ({ name: key, value: unfold(line.slice(line.indexOf(":") + 1)) })),
    text: mail.text ?? "",
    html: mail.html || null,
    attachmentList: mail.attachments.map((attachment, index) => ({
      index,
      filename: attachment.filename ?? `attachment-${index + 1}`,
      contentType: attachment.contentType,
      size: attachment.size,
      url: `/api/mails/${summary.id}/attachments/${index}`,
    })),
  };
}

function summarize(id: string, receivedAt: string, envelope: Envelope, mail: ParsedMail): MailSummary {
  return {
    id,
    receivedAt,
    envelope,
    messageId: mail.messageId ?? null,
    from: mail.from?.text ?? "",
    to: [mail.to]
      .flat()
      .map((address) => address?.text ?? "")
      .join(", "),
    subject: mail.subject ?? "",
    preview: (mail.text ?? "").replace(/\s+/g, " ").trim().slice(0, 140),
    attachments: mail.attachments.length,
  };
}

/** A header folded over several lines is one line (RFC 5322 §2.2.3). */
function unfold(value: string): string {
  return value.replace(/\r?\n(?=[ \t])/g, "").trim();
}
