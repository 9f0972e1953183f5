import { Temporal } from "temporal-polyfill";
import { isSafePath, readPath } from "../../engine/conditions/index.ts";
import { ownRoots } from "./compile.ts";

/** Facts of a sample person, with a value for each of these fields, for previews. */
export const sampleFor = (paths: string[], now: Date, firm: SampleFirm): Record<string, unknown> =>
  withSamples(sampleFacts(now, firm), paths);

type SampleFirm = { name: string; zone: string };

/** A sample person and matter: whatever field is asked for has a value that shows which it is. */
function sampleFacts(now: Date, { name, zone }: SampleFirm): Record<string, unknown> {
  const at = someMorning(now, zone);
  return {
    contact: {
      id: "sample",
      firstName: "Ngozi",
      lastName: "Okafor",
      name: "Ngozi Okafor",
      email: "ngozi@okafor.example",
      phone: "(518) 555-0142",
      language: "en",
    },
    matter: {
      id: "sample",
      number: "EP-2026-0184",
      title: "Okafor estate plan",
      stageName: "Hired",
      value: 3200,
      closingDate: at.slice(0, 10),
      courtDate: at.slice(0, 10),
    },
    occasion: { id: "sample", kind: "hearing", title: "Hearing", at, endsAt: at, place: "Albany County Court", room: "4" },
    firm: { name, zone, phone: "(518) 555-0100", email: "office@hartwellruiz.example" },
    staff: { id: "sample", name: "Elena Ruiz", firstName: "Elena", title: "Partner", phone: "(518) 555-0100" },
  };
}

/** In some days, on a weekday and in the morning by the firm's clocks: no court and no office is open on a Sunday night. */
function someMorning(now: Date, zone: string): string {
  let day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().add({ days: 3 });
  while (day.dayOfWeek > 5) day = day.add({ days: 1 });
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime: "09:30" }).epochMilliseconds).toISOString();
}

/** Fields of the firm's own: each shows its name where no sample is known. */
export function withSamples(facts: Record<string, unknown>, paths: string[]): Record<string, unknown> {
  const filled = structuredClone(facts);
  for (const path of paths.filter(isSafePath)) {
    const parts = path.split(".");
    const last = parts.pop();
    if (last === undefined || ownRoots.has(parts[0] ?? last) || readPath(filled, path) !== undefined) continue;
    let at: Record<string, unknown> = filled;
    for (const part of parts) {
      const inside = at[part];
      if (inside !== undefined && (typeof inside !== "object" || inside === null)) break;
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[last] ??= `‹${path}›`;
  }
  return filled;
}
