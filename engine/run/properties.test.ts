import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Definition } from "../definition/types.ts";
import { arbitraryDefinition } from "../graph/arbitraries.ts";
import { advance } from "./advance.ts";
import { start } from "./start.ts";
import { deeds } from "./testing/inputs.ts";
import { Trial } from "./testing/trial.ts";
import type { Facts, Input, JournalEntry, RunState } from "./types.ts";

const runs = { numRuns: 100 };

describe("advance", () => {
  it("gives a next state for any input in any state, and keeps its promises about it", () => {
    fc.assert(
      fc.property(arbitraryDefinition, deeds, (definition, befalls) => {
        const trial = new Trial(definition);
        for (const deed of befalls) trial.befall(deed);
        trial.check();
      }),
      runs,
    );
  });

  it("goes on from a state that went through JSON exactly as from the state itself", () => {
    fc.assert(
      fc.property(arbitraryDefinition, deeds, (definition, befalls) => {
        const [plain, carried] = [new Trial(definition), new Trial(definition)];
        for (const deed of befalls) {
          plain.befall(deed);
          carried.state = JSON.parse(JSON.stringify(carried.state));
          carried.befall(deed);
        }
        expect(carried.journal).toEqual(plain.journal);
        expect(carried.state).toEqual(plain.state);
      }),
      { numRuns: 40 },
    );
  });

  it("decides the same once more: on the same inputs, facts and times, with the definition read anew", () => {
    fc.assert(
      fc.property(arbitraryDefinition, deeds, (definition, befalls) => {
        const trial = new Trial(definition);
        for (const deed of befalls) trial.befall(deed);
        const again = structuredClone(definition);
        let state = start(again, { runId: "r1", subject: { kind: "matter", matterId: "m1", contactId: "c1" } });
        const journal: JournalEntry[] = [];
        for (const { input, facts, now } of trial.taken) {
          const advanced = advance(again, state, input, facts, now);
          state = advanced.state;
          journal.push(...advanced.journal);
        }
        expect(journal).toEqual(trial.journal);
        expect(state).toEqual(trial.state);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it("changes nothing of a finished run", () => {
    const over = new Trial(tiny);
    over.befall({ do: "wake", lateMinutes: 0 });
    const ended = over.state;
    expect(ended.status).toBe("ended");
    fc.assert(
      fc.property(deeds, (befalls) => {
        const trial = new Trial(tiny, ended);
        for (const deed of befalls) trial.befall(deed);
        expect(trial.state).toEqual(ended);
        expect(trial.journal).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("takes nonsense for an input without throwing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (input, facts, now) => {
        const state = start(tiny, { runId: "r", subject: { kind: "matter" } });
        expect(() => advance(tiny, state, input as unknown as Input, facts as unknown as Facts, now)).not.toThrow();
        expect(() =>
          advance(tiny, { ...state, tokens: input } as unknown as RunState, { type: "timer" }, facts as unknown as Facts, now),
        ).not.toThrow();
      }),
    );
  });
});

const tiny: Definition = {
  format: "firmflow/1",
  key: "tiny",
  name: "Tiny",
  subject: "matter",
  enrol: { on: [], again: "never" },
  start: "wait",
  steps: { wait: { kind: "wait", for: "P1D", next: "done" }, done: { kind: "end", outcome: "completed" } },
};
