import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/**
 * Tokens of links to clients: derived from what they open and the installation's secret, so that every mail about it can carry the same
 * link; the database keeps their SHA-256 only. 256 bits: they can't be guessed.
 */
export function linkToken(purpose: string, id: string): string {
  return createHmac("sha256", secret()).update(`${purpose}:${id}`).digest("base64url");
}

/** For links that must be read without a look-up, like unsubscribing: the id and its token. */
export function isLinkToken(purpose: string, id: string, token: string): boolean {
  const right = Buffer.from(linkToken(purpose, id));
  const given = Buffer.from(token);
  return right.length === given.length && timingSafeEqual(right, given);
}

/** Tokens and keys are kept as SHA-256 only: whoever reads the database can't use them. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The installation's secret, from which links and keys are derived. */
export function secret(): string {
  const value = process.env.FIRMFLOW_SECRET;
  if (!value) throw new Error("FIRMFLOW_SECRET is not set: links to clients and seals can't be made without it.");
  return value;
}

/** Where the product is reached by browsers; links to clients begin with it. No slash at the end. */
export const publicUrl = (): string => (process.env.PUBLIC_URL ?? "http://localhost:3000").replace(/\/+$/, "");
