import { createHash, hkdfSync } from "node:crypto";
import { invalid } from "../../base/index.ts";

/** The key payloads are written with, and all that earlier ones may have been written with, by their ids. */
export interface PayloadKeys {
  newest: PayloadKey;
  byId: ReadonlyMap<string, PayloadKey>;
}
export interface PayloadKey {
  id: string;
  bytes: Uint8Array;
}

const howToWrite =
  "FIRMFLOW_PAYLOAD_KEYS lists keys as id:key, newest first, separated by commas; a key is 32 bytes in base64 (openssl rand -base64 32).";

/**
 * `FIRMFLOW_PAYLOAD_KEYS` (newest first), and always the key that follows from `FIRMFLOW_SECRET`: it writes where no other is given, so
 * an installation needs no second secret, and may get one later while runs written before are still read. An entry `secret:…` is the
 * key that followed from an earlier `FIRMFLOW_SECRET`.
 */
export function payloadKeysFrom(env: { FIRMFLOW_PAYLOAD_KEYS?: string; FIRMFLOW_SECRET?: string }): PayloadKeys {
  const { FIRMFLOW_PAYLOAD_KEYS: listed = "", FIRMFLOW_SECRET: secret } = env;
  const entries = listed.split(",").map((entry) => entry.trim());
  const own = entries.filter((entry) => entry !== "").map(keyOf);
  if (new Set(own.map((key) => key.id)).size < own.length) throw invalid(`Two payload keys have the same id. ${howToWrite}`);
  const keys = secret ? [...own, derivedFrom(secret)] : own;
  const [newest] = keys;
  if (!newest) throw invalid("FIRMFLOW_SECRET is not set: what runs hand to Temporal can't be encrypted without it.");
  return { newest, byId: new Map(keys.map((key) => [key.id, key])) };
}

function keyOf(entry: string): PayloadKey {
  const [, id = "", text = ""] = /^([^:]+):(.+)$/.exec(entry) ?? [];
  if (id === "secret") return derivedFrom(text);
  const bytes = Buffer.from(text, "base64");
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(id) || bytes.length !== 32) throw invalid(`A payload key can't be read. ${howToWrite}`);
  return { id, bytes };
}

/** Its id tells secrets apart without giving anything of them away. */
function derivedFrom(secret: string): PayloadKey {
  const derive = (info: string, length: number) => new Uint8Array(hkdfSync("sha256", secret, "firmflow", info, length));
  const id = createHash("sha256").update(derive("payload key id", 32)).digest("hex").slice(0, 12);
  return { id: `secret-${id}`, bytes: derive("payload key", 32) };
}
