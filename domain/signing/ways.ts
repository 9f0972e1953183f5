import { type Place, placeOf, textFrom } from "../../engine/time/index.ts";
import { clock } from "../base/index.ts";

/** How a link to sign reaches whom staff ask by hand: by email, or where somebody has no address by text. */
interface Reached {
  email?: unknown;
  phone?: unknown;
  noTexts?: unknown;
}

/** Null where neither can be: they sign on paper. `textNumber`: the firm's own, without which no texts leave. */
export function wayTo({ email, phone, noTexts }: Reached, textNumber: string | undefined): "email" | "text" | null {
  if (email) return "email";
  return phone && !noTexts && textNumber ? "text" : null;
}

/** When a text may arrive where they are; null when that is now. Quiet hours hold for what staff send too. */
export function quietUntil(person: Parameters<typeof placeOf>[0], firmZone: string): Date | null {
  const now = clock.now().getTime();
  const place: Place | null = placeOf(person);
  const opens = textFrom(now, place, false, firmZone);
  return opens > now ? new Date(opens) : null;
}
