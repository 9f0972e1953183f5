import type { SigningPage } from "../../../domain/signing/index.ts";

/** What the API gives of a document to be signed. */
export type Signing = SigningPage;
/** The mark somebody makes: a typed name, or a drawing as PNG in base64. */
export interface Mark {
  name: string;
  drawing?: string;
}
