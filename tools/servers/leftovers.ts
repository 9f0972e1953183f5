import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { groupIsAlive, isAlive, startOf } from "./processIdentity.ts";
import { until } from "./until.ts";

/** What is written down about a process we started. */
export type ProcessRecord = { name: string; pid: number; startedAt: string };

/**
 * Stops what an earlier start left running because it was killed before it could stop its children. Only a
 * process with the very start that was written down is ours; anything else under that id is left alone.
 * Returns the names of what was stopped.
 */
export async function stopLeftovers(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, "processes");
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".json"));
  const stopped = await Promise.all(files.map((file) => stopLeftover(join(folder, file))));
  return stopped.filter((name) => name !== undefined);
}

async function stopLeftover(file: string): Promise<string | undefined> {
  const record = await readRecord(file);
  const ours = record !== undefined && record.startedAt !== "" && isAlive(record.pid) && startOf(record.pid) === record.startedAt;
  if (ours) await stopGroup(record.pid, 10_000);
  await rm(file, { force: true });
  return ours ? record.name : undefined;
}

async function readRecord(file: string): Promise<ProcessRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is ProcessRecord {
  return (
    typeof value === "object" &&
    value !== null &&
    "pid" in value &&
    typeof value.pid === "number" &&
    "startedAt" in value &&
    "name" in value
  );
}

/** Asks a process group to stop, and after `graceMs` makes it. */
export async function stopGroup(pid: number, graceMs: number): Promise<void> {
  signalGroup(pid, "SIGTERM");
  if (!(await until(() => !groupIsAlive(pid), graceMs))) signalGroup(pid, "SIGKILL");
  await until(() => !groupIsAlive(pid), 5_000);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone, or never had a group of its own.
  }
}
