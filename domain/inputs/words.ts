/** Lower case without accents, for searching: `Peña` is found by `pena`. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** The words a record is found by; each is matched from its start. */
export function searchWords(...texts: (string | undefined)[]): string[] {
  const words = texts.flatMap((text) => (text ? plain(text).split(/[\s,;()<>"]+/) : []));
  const parts = words.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(parts.map((part) => part.slice(0, 60)).filter(Boolean))].slice(0, 60);
}

/** A phone number is found by its digits, also without the country code and by its last seven or four. */
export function phoneWords(phone: string | undefined): string[] {
  const digits = phone?.replace(/\D/g, "") ?? "";
  if (!digits) return [];
  return [...new Set([digits, digits.replace(/^1(?=\d{10}$)/, ""), digits.slice(-7), digits.slice(-4)])];
}

/** The words of a question, the longest first: that one tells most, the others narrow what it finds. */
export function questionWords(question: string): string[] {
  const digits = question.replace(/[\s().+-]/g, "");
  if (/^\d{4,15}$/.test(digits)) return [digits.replace(/^1(?=\d{10}$)/, "")];
  const words = plain(question)
    .split(/[\s,;()<>"]+/)
    .filter(Boolean)
    .map((word) => word.slice(0, 60));
  return words.slice(0, 6).sort((a, b) => b.length - a.length);
}

/** Whether each word of the question starts one of the record's. */
export const hasWords = (search: readonly string[], question: readonly string[]): boolean =>
  question.every((word) => search.some((one) => one.startsWith(word)));
