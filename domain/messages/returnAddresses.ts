import { linkToken } from "../base/index.ts";

/**
 * Addresses of our own to which mail about one message comes back: what could not be delivered (VERP: the envelope's sender names the
 * message, whatever the report says) and what its reader answers. They hold the message's id and a proof, in letters that may change
 * their case on the way. They are the firm's own mailbox's where it has one, else of the installation's domain (INCOMING_MAIL_DOMAIN),
 * else there are none.
 */
export const incomingDomain = (): string | null => process.env.INCOMING_MAIL_DOMAIN?.trim().toLowerCase() || null;

type Way = "bounce" | "reply";
const letters: Record<Way, string> = { bounce: "b", reply: "r" };
const proofOf = (way: Way, id: string) =>
  Buffer.from(linkToken(`mail ${way}`, id), "base64url")
    .toString("hex")
    .slice(0, 20);

/** A mailbox of the firm's that is read here; `tags` where mail for `name+anything@…` arrives in it too (RFC 5233). */
export interface ReturnMailbox {
  address: string;
  tags: boolean;
}

export function returnAddress(way: Way, messageId: string, mailbox?: ReturnMailbox | null): string | null {
  const id = messageId.replace(/^msg_/, "").toLowerCase();
  const local = `${letters[way]}-${id}-${proofOf(way, id)}`;
  if (mailbox) return tagged(mailbox, local);
  const domain = incomingDomain();
  return domain && `${local}@${domain}`;
}

/** Where the mailbox takes no tags, or the address would be longer than one may be (RFC 5321 §4.5.3.1.1), the Message-ID alone tells. */
function tagged({ address, tags }: ReturnMailbox, tag: string): string {
  const [local = "", domain = ""] = address.split("@");
  return tags && local.length + 1 + tag.length <= 64 ? `${local}+${tag}@${domain}` : address;
}

/** Which message an address of ours is about; `any` for the few others that are answered; null for what is not ours. */
export function readReturnAddress(address: string): { way: Way; messageId: string } | "any" | null {
  const [local = "", domain] = address.toLowerCase().split("@");
  if (!domain || domain !== incomingDomain()) return null;
  if (["postmaster", "abuse", "complaints", "bounces", "replies"].includes(local)) return "any";
  return readLocal(local);
}

/** Which message an address of a firm's mailbox is about; null where it names none. */
export function readTaggedAddress(address: string, mailbox: string): { way: Way; messageId: string } | null {
  const [local = "", domain] = address.toLowerCase().split("@");
  const [own, its] = mailbox.split("@");
  return domain === its && local.startsWith(`${own}+`) ? readLocal(local.slice(`${own}+`.length)) : null;
}

function readLocal(local: string): { way: Way; messageId: string } | null {
  const [, letter, id, proof] = /^([br])-([0-9a-z]{26})-([0-9a-f]{20})$/.exec(local) ?? [];
  const way = letter === "b" ? "bounce" : "reply";
  return id && proof === proofOf(way, id) ? { way, messageId: `msg_${id.toUpperCase()}` } : null;
}
