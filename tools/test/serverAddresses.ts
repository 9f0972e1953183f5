/** What tests with servers are given, by environment variable: the same names `npm start` gives the API and worker. */
export type ServerAddresses = {
  MONGODB_URL: string;
  TEMPORAL_ADDRESS: string;
  TEMPORAL_NAMESPACE: string;
  /** The time-skipping test server's program, for `TestWorkflowEnvironment.createTimeSkipping`. */
  FIRMFLOW_TEST_SERVER: string;
};

export const addressNames = ["MONGODB_URL", "TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "FIRMFLOW_TEST_SERVER"] as const;

/** The addresses an environment holds, if it holds them all. */
export function addressesFrom(env: Record<string, unknown>): ServerAddresses | undefined {
  const [mongo, temporal, namespace, testServer] = addressNames.map((name) => env[name]);
  if (typeof mongo !== "string" || typeof temporal !== "string" || typeof namespace !== "string" || typeof testServer !== "string")
    return undefined;
  return { MONGODB_URL: mongo, TEMPORAL_ADDRESS: temporal, TEMPORAL_NAMESPACE: namespace, FIRMFLOW_TEST_SERVER: testServer };
}
