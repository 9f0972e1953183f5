let pen: CanvasRenderingContext2D | null = null;

/** How wide words are in the interface's face, in pixels. `font` as "600 14px". */
export function widthOf(words: string, font: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return words.length * 7;
  pen.font = `${font} "Inter Variable", Inter, Helvetica, Arial, sans-serif`;
  return pen.measureText(words).width;
}

/** The words as far as there is room for them. */
export function fitted(words: string, font: string, width: number): string {
  if (widthOf(words, font) <= width) return words;
  const letters = [...words];
  let [fits, most] = [0, letters.length];
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    if (widthOf(`${letters.slice(0, middle).join("").trimEnd()}…`, font) <= width) fits = middle;
    else most = middle - 1;
  }
  return `${letters.slice(0, fits).join("").trimEnd()}…`;
}
