import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type EmbeddedFont, PDF, type PDFPage, rgb } from "@libpdf/core";
import type { SignaturePlace } from "../documents/pdf.ts";
import { sealSigner } from "./certificate.ts";
import { signatureLabel } from "./certificatePage.ts";
import type { Signer } from "./model.ts";
import { lineFor } from "./signatureLine.ts";

export interface SealInput {
  document: Uint8Array;
  certificate: Uint8Array;
  signers: Signer[];
  places: SignaturePlace[];
  firmName: string;
  at: Date;
}

const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/source-serif-4/package.json"));
const handwriting = join(fonts, "400Regular_Italic", "SourceSerif4_400Regular_Italic.ttf");
const inkBlue = rgb(0.07, 0.12, 0.35);

/** The signed document: its own pages with the signatures on their lines, the certificate's page behind them, and the seal over all of it. */
export async function sealedPdf({ document, certificate, signers, places, firmName, at }: SealInput): Promise<Uint8Array> {
  const pdf = await PDF.merge([document, certificate]);
  const font = pdf.embedFont(readFileSync(handwriting));
  const pages = pdf.getPages();
  const own = pages.length - (await PDF.load(certificate)).getPages().length;
  for (const [index, signer] of signers.entries()) {
    if (signer.state !== "signed" || signer.how !== "link") continue;
    const line = lineFor(pages.slice(0, own), places, signer.name ?? "");
    // The name stands four points under the line.
    if (line) put(pdf, font, line.page, signer, line.x + 4, line.top + 10, 200);
    const label = pages.slice(own).flatMap((page) => page.findText(signatureLabel(index)).map(({ bbox }) => ({ page, bbox })))[0];
    if (label) put(pdf, font, label.page, signer, label.bbox.x + 128, label.bbox.y - 6, 220);
  }
  const options = {
    signer: await sealSigner(),
    reason: "Signed by everyone asked; sealed against changes",
    location: firmName,
    signingTime: at,
  };
  return (await pdf.sign(options)).bytes;
}

function put(pdf: PDF, font: EmbeddedFont, page: PDFPage, signer: Signer, x: number, y: number, width: number): void {
  if (signer.signature?.kind !== "drawn") {
    page.drawText(signer.name ?? "", { x, y, font, size: 18, color: inkBlue });
    return;
  }
  const image = pdf.embedPng(Buffer.from(signer.signature.png, "base64"));
  const scale = Math.min(width / image.width, 40 / image.height);
  page.drawImage(image, { x, y: y - 4, width: image.width * scale, height: image.height * scale });
}
