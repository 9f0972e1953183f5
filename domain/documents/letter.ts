import type { Content } from "pdfmake/interfaces.js";
import type { PersonFacts } from "../../engine/run/types.ts";
import { clock, type Scope } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import { type Language, nameOfPerson, postalAddressOf } from "../messages/index.ts";
import { logoOf } from "./make.ts";
import { ink, laidOut, letterhead, margin, muted } from "./pdf.ts";

export interface PrintedLetter {
  subject: string;
  /** Plain text; an empty line makes a paragraph. */
  text: string;
  person: PersonFacts;
  language: Language;
  /** What the letter's button leads to, for a phone's camera. */
  link?: string;
}

const words: Record<Language, { scan: string; page: string; of: string }> = {
  en: { scan: "Point your phone’s camera here, or type the address.", page: "Page", of: "of" },
  es: { scan: "Apunte aquí con la cámara de su teléfono, o escriba la dirección.", page: "Página", of: "de" },
};

/** A message as a letter to print and post: the firm's letterhead, the person's address, the words, and the link as a QR code. */
export async function letterPdf(scope: Scope, letter: PrintedLetter): Promise<Buffer> {
  const { subject, text, person, language, link } = letter;
  const firm = await readFirm(scope, {});
  const logo = await logoOf(scope, firm);
  const locale = language === "es" ? "es-US" : "en-US";
  const said = words[language];
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: firm.zone }).format(clock.now());
  const paragraphs: Content[] = text.split(/\n\s*\n/).map((one) => ({ text: one.trim(), margin: [0, 0, 0, 8] }));
  const code: Content[] = link
    ? [
        {
          unbreakable: true,
          margin: [0, 10, 0, 0],
          columns: [
            { width: 100, qr: link, fit: 90, foreground: ink },
            { width: "*", margin: [8, 24, 0, 0], fontSize: 9.5, color: muted, stack: [said.scan, { text: link, color: ink }] },
          ],
        },
      ]
    : [];
  const { bytes } = await laidOut({
    info: { title: subject, author: firm.name, creator: "Firmflow", producer: "Firmflow" },
    language: locale,
    pageSize: "LETTER",
    pageMargins: [margin, 48, margin, 72],
    defaultStyle: { font: "Serif", fontSize: 11, lineHeight: 1.08, color: ink },
    content: [
      letterhead({ firm, ...(logo ? { logo } : {}) }),
      {
        margin: [0, 0, 0, 20],
        columns: [
          { width: "*", text: [nameOfPerson(person), ...postalAddressOf(person).split(/\r?\n/)].filter(Boolean).join("\n") },
          { width: "auto", text: date },
        ],
      },
      { text: subject, bold: true, fontSize: 13, color: firm.brand.deep, margin: [0, 0, 0, 10] },
      ...paragraphs,
      ...code,
    ],
    footer: (page: number, pages: number): Content => ({
      text: `${said.page} ${page} ${said.of} ${pages}`,
      alignment: "center",
      fontSize: 9,
      color: muted,
      margin: [0, 20, 0, 0],
    }),
  });
  return bytes;
}
