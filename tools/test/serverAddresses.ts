/** What tests with servers are given, by environment variable: the same names `npm start` gives the API and worker. */
export type ServerAddresses = {
  MONGODB_URL: string;
  TEMPORAL_ADDRESS: string;
  TEMPORAL_NAMESPACE: string;
  /** The time-skipping test server's program, for `TestWorkflowEnvironment.createTimeSkipping`. */
  FIRMFLOW_TEST_SERVER: string;
  /** All Mongo servers there are for tests, between spaces; each process of tests takes one of them for its MONGODB_URL. */
  FIRMFLOW_TEST_MONGOS: string;
};

export const addressNames = [
  "MONGODB_URL",
  "TEMPORAL_ADDRESS",
  "TEMPORAL_NAMESPACE",
  "FIRMFLOW_TEST_SERVER",
  "FIRMFLOW_TEST_MONGOS",
] as const;

/** The addresses an environment holds, if it holds them all. */
export function addressesFrom(env: Record<string, unknown>): ServerAddresses | undefined {
  const found = addressNames.map((name) => [name, env[name]] as const);
  return found.every(([, value]) => typeof value === "string") ? (Object.fromEntries(found) as ServerAddresses) : undefined;
}
