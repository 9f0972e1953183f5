import type { PDFPage } from "@libpdf/core";
import type { SignaturePlace } from "../documents/pdf.ts";

/** The foot of a page, where a name in the document's title is no line to sign on. */
const footHeight = 72;

/**
 * Where on the document this person's name stands under a line; null where it has none for them. A block of signatures for which there was
 * no room stands at the top of the next page, while its height was noted before it moved there.
 */
export function lineFor(pages: PDFPage[], places: SignaturePlace[], name: string): { page: PDFPage; x: number; top: number } | null {
  const place = places.find((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase());
  const page = place && pages[place.page - 1];
  if (!place || !page) return null;
  const fromTheTop = page
    .findText(place.name)
    .map(({ bbox }) => bbox)
    .filter(({ y }) => y > footHeight)
    .sort((one, other) => other.y - one.y);
  const below = page.height - place.top + 2;
  const found = fromTheTop.find(({ y, height }) => y + height <= below) ?? fromTheTop[0];
  return found ? { page, x: found.x, top: found.y + found.height } : null;
}
