import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, startOf } from "../servers/processIdentity.ts";
import { SetupError } from "../servers/setupError.ts";

/** Makes this process the one Firmflow of a data folder; a second one is refused, a dead one's claim is taken over. */
export function ownDataFolder(dataDir: string): { release: () => void } {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "start.json");
  const other = readOwner(file);
  if (other && isAlive(other.pid) && startOf(other.pid) === other.startedAt) {
    throw new SetupError(
      `Firmflow is already running on this data (process ${other.pid}): stop it with Ctrl-C, or give this one FIRMFLOW_DATA and ports of its own.`,
    );
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) ?? "" }));
  return { release: () => rmSync(file, { force: true }) };
}

function readOwner(file: string): { pid: number; startedAt: string } | undefined {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, "utf8")) as { pid: number; startedAt: string };
    return { pid, startedAt };
  } catch {
    return undefined;
  }
}
