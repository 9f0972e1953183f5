import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { stopLeftovers } from "../servers/leftovers.ts";
import { isAlive, startOf } from "../servers/processIdentity.ts";
import { sentenceOf } from "../servers/setupError.ts";
import { leasesDir, sharedDir, writeKeeper } from "./sharedServers.ts";
import { startTestServers } from "./startServers.ts";

// Keeps the servers that single test runs share (see sharedServers.ts) and stops them when nobody has used them for
// this long.
const idleMs = 10 * 60_000;

const me = { pid: process.pid, startedAt: startOf(process.pid) ?? "" };
await wipeOldData();
try {
  const servers = await startTestServers(sharedDir);
  writeKeeper({ ...me, addresses: servers.addresses });
  await nobodyNeedsThem();
  // Whoever comes from here on starts a keeper of their own.
  writeKeeper({ pid: 0, startedAt: "" });
  await servers.stop();
} catch (error) {
  writeKeeper({ ...me, problem: sentenceOf(error) });
  process.exitCode = 1;
}

/** Everything but the leases: the runs that wait for these servers have put theirs down already. */
async function wipeOldData(): Promise<void> {
  await mkdir(leasesDir, { recursive: true });
  await stopLeftovers(sharedDir);
  for (const entry of await readdir(sharedDir)) {
    if (entry !== "leases") await rm(join(sharedDir, entry), { recursive: true, force: true });
  }
}

function nobodyNeedsThem(): Promise<void> {
  return new Promise((resolve) => {
    let lastUse = Date.now();
    const look = setInterval(async () => {
      if (await leaseHeld()) lastUse = Date.now();
      if (Date.now() - lastUse > idleMs) finish();
    }, 5_000);
    const finish = () => {
      clearInterval(look);
      resolve();
    };
    process.once("SIGTERM", finish);
    process.once("SIGINT", finish);
  });
}

async function leaseHeld(): Promise<boolean> {
  const leases = await readdir(leasesDir).catch(() => []);
  const alive = leases.filter((lease) => isAlive(Number(lease)));
  await Promise.all(leases.filter((lease) => !alive.includes(lease)).map((lease) => rm(join(leasesDir, lease), { force: true })));
  return alive.length > 0;
}
