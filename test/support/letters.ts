import { PDFiumLibrary } from "@hyzyla/pdfium";
import jsQR from "jsqr";

/** What a printed letter says, and where a phone's camera is led by the codes on it: read from its pages as they look, by another library. */
export async function lookAtLetter(pdf: Uint8Array): Promise<{ text: string; codes: string[] }> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const found = { text: "", codes: [] as string[] };
  for (const page of document.pages()) {
    found.text += `${page.getText()}\n`;
    const { data, width, height } = await page.render({ scale: 3, render: "bitmap" });
    // Blue and red have changed places; a code is black and white.
    const code = jsQR.default(new Uint8ClampedArray(data), width, height);
    if (code) found.codes.push(code.data);
  }
  document.destroy();
  library.destroy();
  return found;
}
