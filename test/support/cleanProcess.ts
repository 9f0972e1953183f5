import { afterAll } from "vitest";

// The embedded Mongo server does one thing at a time, and loses time where several ask at once: under `npm test` each process has one to itself.
const mongos = process.env.FIRMFLOW_TEST_MONGOS?.split(" ") ?? [];
const own = mongos[Number(process.env.VITEST_POOL_ID) % mongos.length];
if (own) process.env.MONGODB_URL = own;

/** Test files that share a process find its settings as they were before the one before them. */
const before = { ...process.env };

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
