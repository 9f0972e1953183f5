import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Step } from "../definition/types.ts";
import { arbitraryDefinition } from "../graph/arbitraries.ts";
import { endsBefore, isDuration } from "./durations.ts";
import { kindOf, outletsOf, stepKindNames } from "./index.ts";
import { listed, spoken, spokenWindow } from "./words.ts";

describe("every kind", () => {
  it("has words, and a fresh step with words and outlets of its own kind", () => {
    for (const name of stepKindNames) {
      const kind = kindOf(name);
      expect([kind.kind, kind.label, kind.about].every((text) => text.length > 0)).toBe(true);
      const fresh = kind.fresh() as Step;
      expect(kind.summary(fresh)).not.toMatch(/undefined|null|\[object/);
      expect(kind.required.every((field) => Object.hasOwn(kind.fields, field))).toBe(true);
    }
  });
  it("speaks of any valid step in plain words", () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        for (const step of Object.values(definition.steps)) expect(kindOf(step.kind).summary(step)).not.toMatch(/undefined|null|\[object/);
      }),
      { numRuns: 50 },
    );
  });
  it("finds outlets even in steps that are none", () => {
    const kinds = fc.constantFrom(...stepKindNames);
    fc.assert(
      fc.property(
        kinds,
        fc.dictionary(fc.constantFrom("cases", "arms", "branches", "events", "next", "giveUpAfter", "timeout"), fc.jsonValue()),
        (kind, fields) => {
          expect(Array.isArray(outletsOf({ kind, ...fields } as unknown as Step))).toBe(true);
        },
      ),
    );
  });
});

describe("words", () => {
  it("speak durations, lists and windows", () => {
    expect([spoken("P1Y2M"), spoken("PT12H"), spoken("P3D", true), spoken("P1D")]).toEqual([
      "1 year 2 months",
      "12 hours",
      "3 business days",
      "1 day",
    ]);
    expect(listed(["a", "b", "c"])).toBe("a, b and c");
    expect(spokenWindow({ days: ["fri", "tue", "wed", "thu"], from: "10:00", to: "16:00" })).toBe("Tue–Fri 10:00–16:00");
    expect(spokenWindow({ days: ["mon", "fri"], from: "10:00", to: "16:00" })).toBe("Mon, Fri 10:00–16:00");
  });
});

describe("durations", () => {
  it("are told by their form", () => {
    expect(["P3D", "PT30M", "P1Y2M3W4DT5H6M7S"].every(isDuration)).toBe(true);
    expect(["P", "PT", "3D", "P1H", "P-1D", "P1.5D", ""].some(isDuration)).toBe(false);
  });
  it("end before each other only where every month agrees", () => {
    expect([endsBefore("P1M", "P1M1D"), endsBefore("P27D", "P1M"), endsBefore("P11M", "P1Y")]).toEqual([true, true, true]);
    expect([endsBefore("P1M", "P30D"), endsBefore("P30D", "P1M"), endsBefore("P7D", "P1W")]).toEqual([false, false, false]);
  });
});
