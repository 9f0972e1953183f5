import { defineConfig } from "vitest/config";

/**
 * Two kinds of tests. `unit` needs nothing but itself. `servers` has a Mongo server, a Temporal server and the path
 * of the time-skipping server in its environment (tools/test/globalSetup.ts): those of `npm test`, or else one pair
 * that single test runs share.
 */
export default defineConfig({
  test: {
    // Two cores, and two servers that want some of them.
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: "unit",
          include: ["engine/**/*.test.ts", "builder/**/*.test.{ts,tsx}", "tools/**/*.test.{ts,mjs}", "workflows/library/**/*.test.ts"],
          exclude: ["**/node_modules/**", "tools/**/*.servers.test.ts"],
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
          globalSetup: ["tools/test/globalSetup.ts"],
          env: { FIRMFLOW_SECRET: "a secret of the tests, long enough to be one" },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
