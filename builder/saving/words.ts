import { whenParts } from "../components/when.ts";
import type { Kept } from "./unsaved.ts";

/** What is said when something is back on its page. */
export function keptWords({ at }: Kept, zone: string, missed: "saved" | "sent" = "saved"): string {
  const { day, time } = whenParts(new Date(at), { zone, now: new Date(), showZone: false });
  const when = day === "Today" ? time : `${day}, ${time}`;
  return missed === "sent"
    ? `What you wrote (${when}) had not been sent. It is back.`
    : `Your changes of ${when} had not been saved. They are back.`;
}

/** Beside a page's title: which version it shows, and whether what stands there is saved. */
export function versionWords(version: number | undefined, changed: boolean): string {
  if (!version) return "Not saved yet";
  return changed ? `Version ${version}, changes not saved` : `Version ${version}`;
}
