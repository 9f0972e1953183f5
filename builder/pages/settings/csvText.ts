/**
 * What a CSV file says, in whichever letters a spreadsheet wrote it: UTF-8, UTF-16 with its mark, or else those of Windows, as Excel's
 * "CSV (comma delimited)" is. Read as UTF-8 alone, Peña would come in as Pe�a.
 */
export function csvText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
