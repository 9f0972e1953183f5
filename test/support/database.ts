import { randomBytes } from "node:crypto";

/**
 * The address of a Mongo database that nobody else uses, so that test files may run beside each other. The server is
 * wiped as a whole; dropping the database at the end keeps it small: `mongoose.connection.dropDatabase()`.
 */
export function freshDatabase(): string {
  const given = process.env.MONGODB_URL;
  if (!given) throw new Error("MONGODB_URL is not set: this test belongs in the `servers` project of vitest.config.ts.");
  const url = new URL(given);
  url.pathname = `/test_${randomBytes(8).toString("hex")}`;
  return url.toString();
}
