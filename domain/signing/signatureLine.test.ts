import { PDF } from "@libpdf/core";
import { describe, expect, it } from "vitest";
import { laidOut } from "../documents/pdf.ts";
import { lineFor } from "./signatureLine.ts";

/** A letter page, the name at its top as in an address, so much text, and the block to be signed. */
async function agreement(textHeight: number) {
  const name = "Ngozi Okafor";
  const { bytes, places } = await laidOut({
    pageSize: "LETTER",
    pageMargins: [64, 48, 64, 72],
    defaultStyle: { font: "Serif", fontSize: 11 },
    content: [
      { text: textHeight > 0 ? name : "" },
      { text: "We advise you.", margin: [0, 0, 0, textHeight] },
      { unbreakable: true, stack: [{ text: " ", margin: [0, 40, 0, 0] }, { text: name, id: `signature:${name}` }, { text: "Date:" }] },
    ],
  });
  const pages = (await PDF.load(bytes)).getPages();
  const line = lineFor(pages, places, name.toUpperCase());
  return { pages, line, at: line && pages.indexOf(line.page) + 1 };
}

describe("the line somebody signs on", () => {
  it("is the one under the text, not the name in the address", async () => {
    const { at, line } = await agreement(300);
    expect(at).toBe(1);
    expect(line?.top).toBeLessThan(450);
    expect(line?.top).toBeGreaterThan(300);
  });

  it("is found where the block had no room and moved to the next page as a whole", async () => {
    const { pages, at, line } = await agreement(590);
    expect(pages).toHaveLength(2);
    expect(at).toBe(2);
    expect(line?.top).toBeGreaterThan(600);
  });
});
