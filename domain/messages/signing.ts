import { type Scope, withScope } from "../base/index.ts";
import { signingKey } from "../mailDomain/index.ts";
import { domainOf } from "./addresses.ts";

/**
 * What a signature covers (RFC 6376 §5.4). Both headers of unsubscribing are among them: RFC 8058 §4 asks for it, and mail providers show
 * their button only then.
 */
const covered = [
  "From",
  "Reply-To",
  "To",
  "Subject",
  "Date",
  "Message-ID",
  "In-Reply-To",
  "References",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Auto-Submitted",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
].join(":");

export interface Signature {
  domainName: string;
  keySelector: string;
  privateKey: string;
  headerFieldNames: string;
}

/** With what a message from this address is signed; nothing while the firm's domain has no key that others can see. */
export async function signatureFor(scope: Scope, from: string): Promise<Signature | null> {
  const key = await withScope(scope, () => signingKey(scope.firmId, domainOf(from)));
  return key && { ...key, headerFieldNames: covered };
}
