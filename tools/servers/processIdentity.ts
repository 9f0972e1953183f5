import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** A process that has ended but that its parent (perhaps a container's first process) never collected. */
function isZombie(pid: number): boolean {
  return procStat(pid)?.[0] === "Z";
}

/** Whether anyone of a process group is still running: its leader may be gone while members are not. */
export function groupIsAlive(leader: number): boolean {
  try {
    process.kill(-leader, 0);
  } catch {
    return false;
  }
  if (isAlive(leader)) return true;
  const pids = runningPids();
  return pids.length === 0 || pids.some((pid) => procStat(pid)?.[2] === String(leader) && !isZombie(pid));
}

/** Every process id, where the system has /proc; else none. */
function runningPids(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/**
 * When a process was started, as the system counts it. A process id is reused sooner or later; an id together
 * with its start is not, so this is what makes it safe to stop a process read from a file.
 */
export function startOf(pid: number): string | undefined {
  const stat = procStat(pid);
  if (stat) return stat[19];
  try {
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}

/** The fields of /proc/PID/stat after the name (which may itself hold spaces and brackets); state is the first. */
function procStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
