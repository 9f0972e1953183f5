import type { OpenHours } from "./hours.ts";

/** What the API tells the public about a firm, with every public page's data and with every public problem it can name a firm for. */
export interface PublicFirm {
  name: string;
  slug?: string;
  /** "Attorneys at law · Albany, New York" */
  tagline?: string;
  /** As people write it: "(518) 555-0100". */
  phone?: string;
  email?: string;
  website?: string;
  postalAddress?: string;
  hours?: OpenHours;
  /** The next holiday, when it is near. */
  closed?: { date: string; name: string };
  zone: string;
  /** Colours are hexadecimal, "#1B4636". */
  brand?: { colour?: string; deep?: string; logoFileId?: string; headingFont?: string };
  logoUrl?: string;
  privacyUrl?: string;
  /** Who helps with this page: the assignee, else the firm. */
  helper?: { name: string; photoUrl?: string };
}

export const telephone = (phone: string) => `tel:${phone.replace(/[^\d+]/g, "").replace(/^(\d{10})$/, "+1$1")}`;
