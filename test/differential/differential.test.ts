import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Compared, Differential } from "./play.ts";
import { arbitraryCase, type Case } from "./script.ts";

/**
 * Rule 18: the simulator tells the truth. Random flows with random happenings run on the real shell, activities and domain and in the
 * simulator; their journals are equal line by line. `npm run -s differential -- --runs N --seed S --from INSTANT` runs any number of
 * them, from any moment in the future on.
 */
const runs = Number(process.env["FIRMFLOW_DIFFERENTIAL_RUNS"] ?? 100);
const seed = Number(process.env["FIRMFLOW_DIFFERENTIAL_SEED"] ?? 11);
/** The morning of a Monday in New York. */
const from = process.env["FIRMFLOW_DIFFERENTIAL_FROM"] ?? "2030-01-07T14:07:00.000Z";
/** So many are drawn from a seed, the others from the seeds that follow: what differs is soon found again. */
const drawn = 50;
/** So many at once share a clock. */
const batch = 25;

let both: Differential;
beforeAll(async () => {
  both = await Differential.start(from);
});
afterAll(() => both.stop());

/** The real clock goes on while a busy machine is slow, and moments change places: what differs is played again with the machine to itself. */
async function alone(one: Case): Promise<Compared> {
  process.stdout.write(`Played again alone, as it differed beside others: ${JSON.stringify(one)}\n`);
  const [compared] = await both.play([one]);
  if (!compared) throw new Error("A case that was played gives what was compared.");
  return compared;
}

/** Cases that tell of a difference there once was: `cases/<what was wrong>.json`. */
const folder = join(import.meta.dirname, "cases");
const kept = readdirSync(folder).map((file): [string, Case] => [
  file.replace(".json", "").replaceAll("-", " "),
  JSON.parse(readFileSync(join(folder, file), "utf8")) as Case,
]);

describe("the simulator and a real run write the same journal", () => {
  it("where something is known to be delicate", async () => {
    const compared = await both.play(kept.map(([, one]) => one));
    for (const [index, { real, imagined }] of compared.entries()) expect(imagined, kept[index]?.[0]).toEqual(real);
  });

  it(`of ${runs} random flows with random happenings`, { timeout: 120_000 + runs * 12_000 }, async () => {
    const seeds = Array.from({ length: Math.ceil(runs / drawn) }, (_, index) => seed + index);
    const cases = seeds.flatMap((one) => fc.sample(arbitraryCase, { seed: one, numRuns: drawn })).slice(0, runs);
    let lines = 0;
    for (let first = 0; first < runs; first += batch) {
      for (const one of await both.play(cases.slice(first, first + batch))) {
        const { real, imagined } = isDeepStrictEqual(one.imagined, one.real) ? one : await alone(one.case);
        expect(imagined, JSON.stringify(one.case)).toEqual(real);
        lines += real.length;
      }
    }
    process.stdout.write(`${runs} runs from seed ${seed} and ${from} compared, ${lines} lines of journal equal\n`);
  });
});
