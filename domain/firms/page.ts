import type { FirmRecord } from "./model.ts";
import { publicFirm } from "./operations.ts";

/** A firm as public pages show it, and who of it helps with the page. */
export function pageFirm(firm: FirmRecord, helper?: { name: string }) {
  return {
    ...publicFirm(firm),
    ...(firm.brand.logoFileId ? { logoUrl: `/api/public/firms/${firm.slug}/logo` } : {}),
    ...(helper ? { helper } : {}),
  };
}
export type PageFirm = ReturnType<typeof pageFirm>;
