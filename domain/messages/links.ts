import { isLinkToken, linkToken, publicUrl } from "../base/index.ts";
import { addressHash } from "./addresses.ts";

/**
 * The link with which somebody stops what we send. It holds all that is needed (firm, person, topic, which address) and its own proof, and
 * no address; it works for as long as the installation keeps its secret, whatever became of the message.
 */
export interface OptOut {
  firmId: string;
  contactId: string;
  topic: string;
  addressHash: string;
}

export function optOutToken({
  firmId,
  contactId,
  topic,
  address,
}: {
  firmId: string;
  contactId: string;
  topic: string;
  address: string;
}): string {
  const payload = [firmId, contactId, topic, addressHash(address)].join(".");
  return `${payload}.${linkToken("optOut", payload)}`;
}

/** Null for a token that was altered or never ours. */
export function readOptOut(token: string): OptOut | null {
  const parts = token.split(".");
  const [firmId, contactId, topic, hash, proof] = parts;
  if (parts.length !== 5 || !firmId || !contactId || !topic || !hash || !proof) return null;
  return isLinkToken("optOut", parts.slice(0, 4).join("."), proof) ? { firmId, contactId, topic, addressHash: hash } : null;
}

/** The page where people choose what they get. Opening it changes nothing. */
export const preferencesUrl = (token: string): string => `${publicUrl()}/p/unsubscribe/${token}`;
/** Where mail programs POST (RFC 8058 §3.1). */
export const oneClickUrl = (token: string): string => `${publicUrl()}/api/public/unsubscribe/${token}`;

/** Ends where a link would in text, in HTML and in markup. */
const own = () => new RegExp(`${publicUrl().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}/p/[^\\s"'<>)\\]]+`, "g");

/** As it is shown to who may look and not act: whoever has a client's own link could answer, sign or stop mail in their stead. */
export const withoutOwnLinks = (text: string): string => text.replace(own(), `${publicUrl()}/p/sample`);
