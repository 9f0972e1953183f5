import type { PersonFacts } from "../../engine/run/types.ts";

/** Somebody without email, to compose a letter for as a mail that nobody sends: the address is reserved for nowhere (RFC 6761 § 6.4). */
export const asLetterTo = (person: PersonFacts): PersonFacts => ({ ...person, email: "letter@firmflow.invalid" });

/** Where a letter to them is posted; empty where nobody wrote it down. */
export const postalAddressOf = ({ address }: PersonFacts): string => (typeof address === "string" ? address.trim() : "");
