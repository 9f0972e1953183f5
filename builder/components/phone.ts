import { useSyncExternalStore } from "react";

type InWords = (phone: string) => string;

/** Knows how each country groups its numbers. It is large, and few numbers are from abroad: it is fetched when the first of them is met. */
let abroad: InWords | null = null;
let fetched: Promise<InWords> | undefined;
const listeners = new Set<() => void>();

export function fetchAbroad(): Promise<InWords> {
  fetched ??= import("libphonenumber-js").then(({ parsePhoneNumberFromString }) => {
    const known: InWords = (phone) => parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
    abroad = known;
    for (const tell of listeners) tell();
    return known;
  });
  return fetched;
}

/** (518) 555-0142 at home (the North American Numbering Plan), +44 20 7946 0018 from abroad; until that is known, +442079460018. */
export function phoneInWords(phone: string, known: InWords | null): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone) ?? [];
  if (area) return `(${area}) ${exchange}-${line}`;
  return known ? known(phone) : phone;
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** Phones in words; drawn anew when it is known how numbers from abroad are written. */
export function usePhoneInWords(): InWords {
  const known = useSyncExternalStore(subscribe, () => abroad);
  return (phone) => {
    const words = phoneInWords(phone, known);
    // Should it not come, the number stands as it is kept, which can be read as well.
    if (!known && words.startsWith("+")) fetchAbroad().catch(() => {});
    return words;
  };
}
