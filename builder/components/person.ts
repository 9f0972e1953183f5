/** "DW" for Dana Whitfield, "L" for Luis. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  const first = words[0]?.match(/\p{L}/u)?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.match(/\p{L}/u)?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}

const tints = ["tell", "ask", "decide", "record", "connect"] as const;
/** A tint that stays with the person: always the same for the same name. */
export function tintOf(name: string): (typeof tints)[number] {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return tints[sum % tints.length] ?? "tell";
}
