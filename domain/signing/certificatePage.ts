import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { foot, ink, laidOut, letterhead, margin, muted } from "../documents/pdf.ts";
import type { FirmRecord } from "../firms/index.ts";
import type { Signer, SigningRecord } from "./model.ts";

export interface CertificateInput {
  signing: SigningRecord & { _id: string };
  firm: FirmRecord;
  logo?: Uint8Array;
  people: Map<string, { name: string; email?: string }>;
}

/** The page at the end of a sealed document that says who signed it, when, from where and how, and which file it was. */
export async function certificatePage({ signing, firm, logo, people }: CertificateInput): Promise<Uint8Array> {
  const when = (at: Date | undefined) => (at ? momentOf(at, firm.zone) : "");
  const definition: TDocumentDefinitions = {
    info: { title: `${signing.title}: certificate of signing`, author: firm.name, creator: "Firmflow", producer: "Firmflow" },
    language: "en-US",
    pageSize: "LETTER",
    pageMargins: [margin, 48, margin, 72],
    defaultStyle: { font: "Serif", fontSize: 10, lineHeight: 1.05, color: ink },
    content: [
      letterhead({ firm, ...(logo ? { logo } : {}) }),
      { text: "Certificate of signing", fontSize: 18, bold: true, color: firm.brand.deep, margin: [0, 0, 0, 8] },
      rows([
        ["Document", signing.title],
        ["Fingerprint (SHA-256)", signing.sha256.replace(/(.{32})/, "$1\n")],
        ["Signed by everyone", when(signing.signedAt)],
        ["Reference", signing._id],
      ]),
      {
        margin: [0, 8, 0, 0],
        color: muted,
        text: "The pages before this one are the document as it was shown to everyone who signed; their signatures were put in when all had signed. This file is sealed with a digital signature: a program that opens PDF files says so if it was changed afterwards.",
      },
      ...signing.signers.map((signer, index) => block(signer, index, people.get(signer.contactId), when)),
    ],
    footer: (page, pages, size) => foot(`${signing.title}: certificate`, `Page ${page} of ${pages}`, size.width),
  };
  return (await laidOut(definition)).bytes;
}

/** The mark by which the place of somebody's signature is found on the finished page. */
export const signatureLabel = (index: number): string => `Signature ${index + 1}`;

function block(signer: Signer, index: number, person: { name: string; email?: string } | undefined, when: (at?: Date) => string): Content {
  const name = signer.name ?? person?.name ?? "";
  const head: Content = { text: name, bold: true, fontSize: 12, margin: [0, 12, 0, 2] };
  if (signer.state === "waived")
    return { unbreakable: true, stack: [head, rows([["Not needed", [signer.reason, signer.by].filter(Boolean).join(", ")]])] };
  if (signer.state !== "signed") return { unbreakable: true, stack: [head, rows([["Did not sign", "Their signature was not needed."]])] };
  if (signer.how !== "link")
    return {
      unbreakable: true,
      stack: [
        head,
        rows([
          ["Signed", signer.how === "paper" ? "on paper" : "another way"],
          ["Written down by", `${signer.by ?? ""}, ${when(signer.at)}`],
          ...(signer.reason ? [["Note", signer.reason] as [string, string]] : []),
        ]),
      ],
    };
  return {
    unbreakable: true,
    stack: [
      head,
      { text: signatureLabel(index), color: muted, margin: [0, 12, 0, 14] },
      rows([
        ["Signed", when(signer.at)],
        ["How", signer.signature?.kind === "drawn" ? "Drawn on screen" : "Name typed on screen"],
        ["By the link sent to", person?.email ?? "their link"],
        ["First opened", when(signer.viewedAt)],
        ["Internet address", signer.address ?? ""],
        ["Browser", signer.userAgent ?? ""],
        ["Agreed to", signer.consent?.wording.split("\n")[0] ?? ""],
      ]),
    ],
  };
}

function rows(lines: [string, string][]): Content {
  return {
    table: {
      widths: [120, "*"],
      body: lines.filter(([, text]) => text).map(([label, text]) => [{ text: label, color: muted }, { text }]),
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 8,
      paddingTop: () => 1,
      paddingBottom: () => 1,
    },
  };
}

/** "Tue, Nov 17, 2026, 10:02:11 AM EST": to the second, in the firm's zone. */
const momentOf = (at: Date, zone: string) =>
  new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  })
    .format(at)
    .replace(/\u202f/g, " ");
