import { clock } from "../base/index.ts";
import type { FirmRecord } from "./model.ts";
import { publicFirm } from "./operations.ts";

/** A firm as public pages show it, and who of it helps with the page. */
export function pageFirm(firm: FirmRecord, helper?: { name: string }) {
  return {
    ...publicFirm(firm),
    hours: firm.hours,
    ...closedSoon(firm),
    ...(firm.brand.logoFileId ? { logoUrl: `/api/public/firms/${firm.slug}/logo` } : {}),
    ...(helper ? { helper } : {}),
  };
}
/** A holiday of the next two weeks: whoever wants to call should know. */
function closedSoon({ holidays }: FirmRecord): { closed?: { date: string; name: string } } {
  const day = (ahead: number) => new Date(clock.now().getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
  const next = holidays.filter(({ date }) => date >= day(0) && date <= day(14)).sort((a, b) => a.date.localeCompare(b.date))[0];
  return next ? { closed: { date: next.date, name: next.name } } : {};
}
export type PageFirm = ReturnType<typeof pageFirm>;
