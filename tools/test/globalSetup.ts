import { addressesFrom, addressNames } from "./serverAddresses.ts";
import { joinSharedServers } from "./sharedServers.ts";

/**
 * Runs once before tests that need servers. Under `npm test` they are there already; a single `npx vitest run PATH`
 * joins the servers that single runs share. Test processes started from here on inherit the addresses.
 */
export default async function setup(): Promise<(() => void) | undefined> {
  if (addressesFrom(process.env)) return undefined;
  const shared = await joinSharedServers();
  for (const name of addressNames) process.env[name] = shared.addresses[name];
  return shared.leave;
}
