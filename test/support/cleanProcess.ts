import { afterAll } from "vitest";

/** Test files that share a process find its settings as they were before the one before them. */
const before = { ...process.env };

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
