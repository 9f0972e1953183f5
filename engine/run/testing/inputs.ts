import fc from "fast-check";
import type { EffectResult, JsonObject } from "../types.ts";

/** Random things that can befall a run, for property tests. Numbers choose among what there is when it happens. */
export type Deed =
  | { do: "event"; type: string; data: JsonObject; request: number; again: boolean }
  | { do: "set"; path: string; value: string | null }
  | { do: "wake"; lateMinutes: number }
  | { do: "settle"; which: number; how: EffectResult["status"]; surely: boolean }
  | { do: "command"; which: "hold" | "resume" | "retry" | "skip" | "cancel" | "jump" | "complete"; step: number }
  | { do: "presence"; deleted: boolean }
  | { do: "released" }
  | { do: "personHold" };

const stages = fc.constantFrom("lead", "hired", "lost", "closed");
const events = fc.constantFrom(
  "form.submitted",
  "files.received",
  "document.signed",
  "document.declined",
  "occasion.planned",
  "occasion.cancelled",
  "matter.stageChanged",
  "contact.replied",
  "call.logged",
  "task.completed",
);

export const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant("settle" as const), which: fc.nat(9), how: statuses(), surely: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("wake" as const), lateMinutes: fc.constantFrom(0, 0, 0, 1, 90, 6000) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("event" as const),
        type: events,
        data: stages.map((to) => ({ to, at: "2026-02-10T15:00:00Z" })),
        request: fc.nat(9),
        again: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("set" as const),
        path: fc.constantFrom("matter.closingDate", "matter.stage", "contact.email"),
        value: fc.constantFrom("2026-02-10", "2025-01-01", "hired", "soon", null),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("command" as const),
        which: fc.constantFrom("hold", "resume", "resume", "retry", "retry", "skip", "jump", "complete", "cancel"),
        step: fc.nat(30),
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom({ do: "released" as const }, { do: "personHold" as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("presence" as const), deleted: fc.boolean() }) },
  ),
  { maxLength: 80, size: "max" },
);

function statuses(): fc.Arbitrary<EffectResult["status"]> {
  return fc.constantFrom("done", "done", "done", "done", "skipped", "later", "held", "left", "failed");
}
