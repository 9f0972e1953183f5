import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, in the order in which they begin: what begins last is short, and no processor waits for another. Those that
 * mostly wait, until a lease has ended or a process works again, stand between those that keep a processor busy: side by side they leave it idle.
 */
export const longest: string[] = [
  "test/differential/differential.test.ts",
  "test/durability/worker.test.ts",
  "test/screens/everyPage.test.ts",
  "test/temporal/five-years.test.ts",
  "test/durability/starting.test.ts",
  "test/screens/states.test.ts",
  "test/durability/dispatcher.test.ts",
  "test/e2e/demo.test.ts",
  "test/durability/moving.test.ts",
  "tools/seed/seed.servers.test.ts",
  "test/durability/kills/kills.test.ts",
  "test/screens/gallery.test.ts",
  "test/durability/away.test.ts",
];
/** And the folders of those that come next. */
const folders = ["test/screens/", "test/e2e/", "test/temporal/", "test/"];

/** Vitest's own order knows how long a file took the last time, but in a fresh clone only how large it is. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted
      .map((file) => ({ file, rank: rankOf(relative(this.ctx.config.root, file.moduleId)) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ file }) => file);
  }
}

function rankOf(path: string): number {
  const places = [...longest, ...folders];
  const rank = places.findIndex((place) => path.startsWith(place));
  return rank === -1 ? places.length : rank;
}
