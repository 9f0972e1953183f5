import { TestWorkflowEnvironment } from "@temporalio/testing";

// Run by sdkDownload.ts: `node downloadByStarting.ts temporal|temporal-test-server FOLDER`.
const [program, downloadDir] = process.argv.slice(2);
const executable = { type: "cached-download", downloadDir, ttl: "3650 days" } as const;
const environment =
  program === "temporal"
    ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
    : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
await environment.teardown();
