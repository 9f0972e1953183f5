import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { secret } from "./links.ts";

/** Keeps something secret in the database: AES-256-GCM under a key derived (HKDF, RFC 5869) from the installation's secret for this purpose. */
export function lockAway(purpose: string, plain: Uint8Array): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
  const locked = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), locked]).toString("base64");
}

/** Throws where it was locked away under another secret. */
export function unlock(purpose: string, locked: string): Buffer {
  const bytes = Buffer.from(locked, "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

const keyFor = (purpose: string) => Buffer.from(hkdfSync("sha256", secret(), "firmflow", purpose, 32));
