import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Differential } from "./play.ts";
import { arbitraryCase, type Case } from "./script.ts";

/**
 * Rule 18: the simulator tells the truth. Random flows with random happenings run on the real shell, activities and domain and in the
 * simulator; their journals are equal line by line. `npm run -s differential -- --runs N --seed S` runs any number of them.
 */
const asked = process.env["FIRMFLOW_DIFFERENTIAL_RUNS"];
const runs = Number(asked ?? 0);
const seed = Number(process.env["FIRMFLOW_DIFFERENTIAL_SEED"] ?? 2026);
/** So many at once share a clock. */
const batch = 12;
/** Among all tests it is begun on another batch only so long; asked for by number, all are run. */
const longestMs = asked === undefined ? 60_000 : Number.POSITIVE_INFINITY;

let both: Differential;
beforeAll(async () => {
  both = await Differential.start();
}, 180_000);
afterAll(() => both.stop(), 120_000);

/** Cases that tell of a difference there once was: `cases/<what was wrong>.json`. */
const folder = join(import.meta.dirname, "cases");
const kept = readdirSync(folder).map((file): [string, Case] => [
  file.replace(".json", "").replaceAll("-", " "),
  JSON.parse(readFileSync(join(folder, file), "utf8")) as Case,
]);

describe("the simulator and a real run write the same journal", () => {
  it("where something is known to be delicate", { timeout: 400_000 }, async () => {
    const compared = await both.play(kept.map(([, one]) => one));
    for (const [index, { real, imagined }] of compared.entries()) expect(imagined, kept[index]?.[0]).toEqual(real);
  });

  it("of random flows with random happenings", { timeout: asked === undefined ? 400_000 : 24 * 3_600_000 }, async () => {
    const cases = fc.sample(arbitraryCase, { seed, numRuns: runs });
    const began = performance.now();
    let lines = 0;
    let count = 0;
    while (count < cases.length && (count === 0 || performance.now() - began < longestMs)) {
      for (const { case: one, real, imagined } of await both.play(cases.slice(count, count + batch))) {
        expect(imagined, JSON.stringify(one)).toEqual(real);
        lines += real.length;
      }
      count += batch;
    }
    if (asked !== undefined) process.stdout.write(`${Math.min(count, runs)} runs compared, ${lines} lines of journal equal\n`);
  });
});
