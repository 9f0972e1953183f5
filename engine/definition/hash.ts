import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** JSON with object keys in code-unit order and nothing else left to choice, like RFC 8785 for what JSON.parse gives. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${members.join(",")}}`;
}

/** SHA-256 of the canonical JSON, in hex: the name a run pins its definition by. Synchronous and the same everywhere. */
export function definitionHash(definition: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(definition))));
}
