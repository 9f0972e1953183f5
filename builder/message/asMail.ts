import type { Which } from "./MailFor.tsx";

/** A text, or a note to staff, as an email to oneself, whatever it leaves as: the words, with their fields filled in. */
export const asMail = (subject: string, text: string): Which => ({
  content: { name: subject, purpose: "transactional", variants: { en: { subject, body: [{ type: "text", text }] } } },
  language: "en",
});
