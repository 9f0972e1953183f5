import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "../servers/fileLock.ts";
import { root, testDir } from "../servers/places.ts";
import { isAlive, startOf } from "../servers/processIdentity.ts";
import { SetupError } from "../servers/setupError.ts";
import { until } from "../servers/until.ts";
import { addressesFrom, type ServerAddresses } from "./serverAddresses.ts";

/**
 * One pair of servers for all single test runs of this folder, also concurrent ones. A keeper process (keeper.ts)
 * owns them; every run leaves a lease with its process id, and the keeper stops once nobody has held one for a while.
 */
export const sharedDir: string = join(testDir, "shared");
export const leasesDir: string = join(sharedDir, "leases");
const keeperFile = join(sharedDir, "keeper.json");

export type KeeperRecord = { pid: number; startedAt: string; addresses?: ServerAddresses; problem?: string };

export async function joinSharedServers(): Promise<{ addresses: ServerAddresses; leave: () => void }> {
  const addresses = await withFileLock(join(testDir, "shared.lock"), 300_000, async () => {
    takeLease();
    return runningKeeper()?.addresses ?? startKeeper();
  });
  return { addresses, leave: () => rmSync(leaseFile(), { force: true }) };
}

const leaseFile = () => join(leasesDir, String(process.pid));

function takeLease(): void {
  mkdirSync(leasesDir, { recursive: true });
  writeFileSync(leaseFile(), "");
}

async function startKeeper(): Promise<ServerAddresses> {
  const script = join(root, "tools", "test", "keeper.ts");
  const keeper = spawn(process.execPath, [script], { cwd: root, detached: true, stdio: "ignore" });
  keeper.unref();
  await until(() => readKeeper()?.pid === keeper.pid && (readKeeper()?.addresses ?? readKeeper()?.problem) !== undefined, 300_000, 100);
  const record = readKeeper();
  if (record?.addresses && record.pid === keeper.pid) return record.addresses;
  throw new SetupError(record?.problem ?? "The servers for tests did not start: run `npm test` to see why.");
}

function runningKeeper(): KeeperRecord | undefined {
  const record = readKeeper();
  const runs = record !== undefined && isAlive(record.pid) && startOf(record.pid) === record.startedAt;
  return runs ? record : undefined;
}

export function writeKeeper(record: KeeperRecord): void {
  writeFileSync(keeperFile, JSON.stringify(record));
}

function readKeeper(): KeeperRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(keeperFile, "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") return undefined;
    const startedAt = "startedAt" in value ? String(value.startedAt) : "";
    const problem = "problem" in value ? String(value.problem) : undefined;
    const addresses = "addresses" in value && value.addresses ? addressesFrom({ ...value.addresses }) : undefined;
    return { pid: value.pid, startedAt, addresses, problem };
  } catch {
    return undefined;
  }
}
