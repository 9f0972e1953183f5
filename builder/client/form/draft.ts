import type { Filled } from "./FormScreens.tsx";

/** What a visitor of the website wrote and did not send yet: kept by their own browser until the tab is closed, nowhere else. */
interface Draft extends Filled {
  /** Made once per filling in: sent twice with it, it is taken once. */
  key: string;
}

export function readDraft(name: string): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "null") as Draft | null;
    if (kept?.key && kept.answers) return kept;
  } catch {
    // Storage may be closed to pages in another site's frame: then the draft lives as long as the page.
  }
  return { key: newKey(), answers: {}, skipped: [] };
}

export function writeDraft(name: string, draft: Draft): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // As above.
  }
}

export function dropDraft(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // As above.
  }
}

/** `crypto.randomUUID` is there on secure pages only; an office may try this out without a certificate. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}
