import { defineConfig } from "vitest/config";
import { compiledDir } from "./tools/servers/places.ts";
import { filesAtOnce } from "./tools/test/filesAtOnce.ts";
import { LongestFirst } from "./tools/test/longestFirst.ts";

// Tests start the same programs again and again, each of which would compile everything anew.
process.env["NODE_COMPILE_CACHE"] ??= compiledDir;

/**
 * Two kinds of tests. `unit` needs nothing but itself. `servers` have a Mongo server, a Temporal server and the path of the
 * time-skipping server in their environment (tools/test/globalSetup.ts): those of `npm test`, or else one pair that single test runs
 * share. The tests of a room stand beside what they test; those under `test/` cross the rooms: they start workers, browsers and whole stacks.
 */
export default defineConfig({
  test: {
    maxWorkers: filesAtOnce,
    passWithNoTests: true,
    sequence: { sequencer: LongestFirst },
    // What is waited for may take long beside other tests. What comes soon costs nothing, and what never comes fails either way.
    // So nothing that waits gives a time of its own.
    projects: [
      {
        test: {
          name: "unit",
          include: ["engine/**/*.test.ts", "builder/**/*.test.{ts,tsx}", "tools/**/*.test.{ts,mjs}", "workflows/library/**/*.test.ts"],
          exclude: ["**/node_modules/**", "tools/**/*.servers.test.ts"],
          // They change nothing that another could meet: what one has read, the next need not.
          isolate: false,
          testTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: "servers",
          include: [
            "domain/**/*.test.ts",
            "api/**/*.test.ts",
            "activities/**/*.test.ts",
            "workflows/**/*.test.ts",
            "test/**/*.test.ts",
            "tools/**/*.servers.test.ts",
          ],
          exclude: ["**/node_modules/**", "workflows/library/**"],
          // What one has read, the next need not; what one changes in its process is put back.
          isolate: false,
          setupFiles: ["test/support/cleanProcess.ts"],
          globalSetup: ["tools/test/globalSetup.ts"],
          env: { FIRMFLOW_SECRET: "a secret of the tests, long enough to be one" },
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 180_000 } },
        },
      },
    ],
  },
});
