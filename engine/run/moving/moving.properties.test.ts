import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Definition } from "../../definition/types.ts";
import { arbitraryDefinition } from "../../graph/arbitraries.ts";
import { applyAll, compile, decompile } from "../../graph/index.ts";
import { start } from "../start.ts";
import { deeds } from "../testing/inputs.ts";
import { Trial } from "../testing/trial.ts";
import type { Facts, RunState } from "../types.ts";
import { type Mapping, migrate, proposeMapping } from "./index.ts";

/** Another version of a flow: some steps removed, some times changed; now and then something else altogether. */
function anotherVersion(definition: Definition, numbers: number[]): Definition {
  const ids = Object.keys(definition.steps);
  const chosen = [...new Set(numbers.map((number) => ids[number % ids.length] ?? ""))].filter((id) => id !== definition.start);
  const graph = applyAll(
    decompile(definition),
    chosen.slice(0, 2).map((id) => ({ do: "deleteStep" as const, id, closeGap: true })),
  );
  const { definition: shorter, problems } = compile(graph);
  const sound = problems.every((problem) => problem.severity !== "error") ? shorter : structuredClone(definition);
  for (const id of chosen.slice(2)) {
    const step = sound.steps[id];
    if (step?.kind === "wait" && step.for) step.for = "PT2H";
    if (step?.kind === "requestForm")
      Object.assign(step, { remind: ["PT5H", "P1D"], giveUpAfter: "P2D", onGiveUp: step.onGiveUp ?? step.next });
  }
  return sound;
}

const mappingOf = (from: Definition, to: Definition): Mapping =>
  Object.fromEntries(proposeMapping(from, to).flatMap(({ step, to: target }) => (target === null ? [] : [[step, target]])));

describe("migrate", () => {
  it("keeps a run's promises when it is moved in the middle of anything, there and back again", () => {
    const became: Record<string, number> = {};
    fc.assert(
      fc.property(
        arbitraryDefinition,
        deeds,
        fc.array(fc.nat(30), { minLength: 3, maxLength: 8 }),
        fc.nat(60),
        (definition, befalls, numbers, when) => {
          const trial = new Trial(definition);
          const other = anotherVersion(definition, numbers);
          const moves = [other, definition, other];
          befalls.forEach((deed, index) => {
            trial.befall(deed);
            if (index < when % 20 || moves.length === 0 || index % 7 !== 0) return;
            const to = moves.shift() ?? definition;
            const now = trial.move(to, mappingOf(trial.definition, to));
            became[now] = (became[now] ?? 0) + 1;
          });
          trial.check();
        },
      ),
      { numRuns: 80 },
    );
    // Not in vain: of some hundred moves most are made, whatever flows chance brings.
    expect(became["moved"]).toBeGreaterThan(10);
  });

  it("moves to an altogether different flow of the same key, or refuses, and never throws", () => {
    fc.assert(
      fc.property(arbitraryDefinition, arbitraryDefinition, deeds, (definition, other, befalls) => {
        const trial = new Trial(definition);
        for (const deed of befalls.slice(0, 20)) trial.befall(deed);
        trial.move(other, mappingOf(definition, other));
        for (const deed of befalls.slice(20)) trial.befall(deed);
        trial.check();
      }),
      { numRuns: 60 },
    );
  });

  it("takes nonsense for a state, a mapping and facts without throwing", () => {
    fc.assert(
      fc.property(
        arbitraryDefinition,
        fc.jsonValue(),
        fc.jsonValue(),
        fc.jsonValue(),
        fc.string(),
        (definition, tokens, mapping, facts, now) => {
          const state = start(definition, { runId: "r", subject: { kind: "matter" } });
          const versions = { from: { number: 1, definition }, to: { number: 2, definition } };
          const move = { ...versions, mapping: mapping as Mapping, by: "Sam" };
          expect(() => migrate(move, { ...state, tokens } as unknown as RunState, facts as unknown as Facts, now)).not.toThrow();
          expect(() => migrate(move, state, facts as unknown as Facts, now)).not.toThrow();
        },
      ),
      { numRuns: 60 },
    );
  });
});
