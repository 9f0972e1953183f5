import { linkToken } from "../base/index.ts";

/**
 * Addresses of our own to which mail about one message comes back: what could not be delivered (VERP: the envelope's sender names the
 * message, whatever the report says) and what its reader answers. They hold the message's id and a proof, in letters that may change
 * their case on the way. None where no domain is set up to hear them (INCOMING_MAIL_DOMAIN).
 */
export const incomingDomain = (): string | null => process.env.INCOMING_MAIL_DOMAIN?.trim().toLowerCase() || null;

type Way = "bounce" | "reply";
const letters: Record<Way, string> = { bounce: "b", reply: "r" };
const proofOf = (way: Way, id: string) =>
  Buffer.from(linkToken(`mail ${way}`, id), "base64url")
    .toString("hex")
    .slice(0, 20);

export function returnAddress(way: Way, messageId: string): string | null {
  const domain = incomingDomain();
  const id = messageId.replace(/^msg_/, "").toLowerCase();
  return domain && `${letters[way]}-${id}-${proofOf(way, id)}@${domain}`;
}

/** Which message an address of ours is about; `any` for the few others that are answered; null for what is not ours. */
export function readReturnAddress(address: string): { way: Way; messageId: string } | "any" | null {
  const [local = "", domain] = address.toLowerCase().split("@");
  if (!domain || domain !== incomingDomain()) return null;
  if (["postmaster", "abuse", "complaints", "bounces", "replies"].includes(local)) return "any";
  const [, letter, id, proof] = /^([br])-([0-9a-z]{26})-([0-9a-f]{20})$/.exec(local) ?? [];
  const way = letter === "b" ? "bounce" : "reply";
  return id && proof === proofOf(way, id) ? { way, messageId: `msg_${id.toUpperCase()}` } : null;
}
