import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where the tests are that take longest: minutes, however few their lines. What begins last then is short, and no processor waits for another. */
const longest = ["test/differential/", "test/durability/", "test/screens/", "test/e2e/", "test/temporal/", "test/"];

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
  const rank = longest.findIndex((folder) => path.startsWith(folder));
  return rank === -1 ? longest.length : rank;
}
