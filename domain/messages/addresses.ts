import { createHash } from "node:crypto";

/** One address as mail servers take it: no line breaks, no list, at most 254 characters with 64 before the @ (RFC 5321 §4.5.3.1). */
const shape = /^[^\s@<>(),;:"\\[\]]{1,64}@(?=[^@]{3,253}$)[^\s@<>(),;:"\\[\].]+(\.[^\s@<>(),;:"\\[\].]+)+$/u;

export const isAddress = (address: string): boolean => address.length <= 254 && shape.test(address);

/** How suppressions know an address without keeping it. Case does not matter. */
export const addressHash = (address: string): string => createHash("sha256").update(address.trim().toLowerCase()).digest("base64url");

/** Text that is to stand in a header: on one line, without control characters, of a length servers take. */
export const headerText = (text: string, max = 200): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not reach a header.
    .replace(/[\u0000-\u001F\u007F\u2028\u2029]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, max);

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** `tel:` link of a US or international number as people write it. */
export function phoneLink(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, "");
  if (digits.startsWith("+")) return `tel:${digits}`;
  return digits.length === 10 ? `tel:+1${digits}` : digits.length === 11 && digits.startsWith("1") ? `tel:+${digits}` : `tel:${digits}`;
}

/** The first letters of the first and last word that begins with one: "Hartwell & Ruiz" is HR. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => (word ?? "").charAt(0).toUpperCase()).join("");
}

/** A colour mixed with white; `share` of the colour remains. */
export function lighter(colour: string, share: number): string {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1) ?? ["1B", "46", "36"];
  return `#${parts
    .map((part) =>
      Math.round(255 - (255 - Number.parseInt(part, 16)) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
