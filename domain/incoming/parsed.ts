import type { ParsedMail } from "mailparser";

/** The parts of reports are kept apart; nothing is made of them that nobody reads. */
const reading = { keepDeliveryStatus: true, skipTextToHtml: true, maxHtmlLengthToParse: 1_000_000 };

/** A message taken apart. One that is made to break whoever reads it counts by its headers alone. */
export async function parsed(raw: Buffer): Promise<ParsedMail> {
  const { simpleParser } = await import("mailparser");
  try {
    return await simpleParser(raw, reading);
  } catch {
    const end = raw.indexOf("\r\n\r\n");
    return await simpleParser(raw.subarray(0, end < 0 ? 0 : Math.min(end + 4, 100_000)), reading);
  }
}
