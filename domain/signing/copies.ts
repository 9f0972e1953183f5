import { type Scope, type Stored, withScope } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { fileBytes } from "../files/index.ts";
import { holdInForce } from "../holds/index.ts";
import { deliverMail } from "../messages/index.ts";
import type { SigningRecord } from "./model.ts";

const signature = { type: "signature" as const };
const letters = {
  en: {
    subject: "Your signed copy: {{ request.title }}",
    body: [
      {
        type: "text" as const,
        text: "Everyone has signed **{{ request.title }}**. Your sealed copy is attached; keep it with your papers.",
      },
      { type: "text" as const, quiet: true, text: "Its last page says who signed and when. Answer this email if anything is not right." },
      signature,
    ],
  },
  es: {
    subject: "Su copia firmada: {{ request.title }}",
    body: [
      { type: "text" as const, text: "Todos han firmado **{{ request.title }}**. Adjuntamos su copia sellada; guárdela con sus papeles." },
      {
        type: "text" as const,
        quiet: true,
        text: "La última página dice quién firmó y cuándo. Responda a este correo si algo no está bien.",
      },
      signature,
    ],
  },
};

/** Sends the sealed copy to everyone who signed, each in their language, once. False where one must wait: messages are held, or mail is away. */
export async function sendCopies(scope: Scope, signing: Stored<SigningRecord>, fileId: string): Promise<boolean> {
  const { matterId } = signing;
  const { name, type, content } = await withScope(scope, () => fileBytes(scope, fileId));
  let all = true;
  for (const { contactId, state } of signing.signers) {
    if (state !== "signed") continue;
    const hold = await withScope(scope, () => holdInForce({ contactIds: [contactId], ...(matterId ? { matterId } : {}) }));
    if (hold) {
      all = false;
      continue;
    }
    const facts = await readFacts(scope, { kind: matterId ? "matter" : "contact", contactId, ...(matterId ? { matterId } : {}) });
    const recipient = facts.contact;
    // Somebody without an address, or deleted since, is given their copy by the firm: it is on the matter.
    if (!recipient?.email) continue;
    const delivered = await deliverMail(scope, {
      key: { own: `signing:${signing._id}:${contactId}` },
      template: { name: "Signed copy", variant: letters[String(recipient.language ?? "en").startsWith("es") ? "es" : "en"] },
      purpose: "transactional",
      recipient,
      ...(matterId ? { matterId } : {}),
      facts: facts as unknown as Record<string, unknown>,
      request: { title: signing.title },
      attachments: [{ name, type, bytes: content }],
    });
    if ((delivered.status === "failed" && delivered.kind === "temporary") || (delivered.status === "uncertain" && delivered.again))
      all = false;
  }
  return all;
}
