import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcessRecord, stopGroup } from "./leftovers.ts";
import { startOf } from "./processIdentity.ts";

export type ChildOptions = {
  /** Short and unique within a data folder: names the log and the record of its process. */
  name: string;
  command: string;
  args: string[];
  /** Its record and log live here, in `processes/` and `logs/`. */
  dataDir: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** How long it may take to stop by itself. */
  stopMs?: number;
};

export type Child = {
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process is gone, however it went. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  hasExited(): boolean;
  /** Asks it to stop, insists after a while, and leaves nothing of its group behind. */
  stop(): Promise<void>;
  /** The last lines it wrote, for telling why it went. */
  lastWords(): string;
};

/**
 * Starts a process in a group of its own and writes down who it is, so that it can be stopped whole, and also by
 * a later start if this one is killed before it could.
 */
export function startChild(options: ChildOptions): Child {
  const logs = join(options.dataDir, "logs");
  const records = join(options.dataDir, "processes");
  mkdirSync(logs, { recursive: true });
  mkdirSync(records, { recursive: true });
  const logFile = join(logs, `${options.name}.log`);
  const recordFile = join(records, `${options.name}.json`);
  const log = openSync(logFile, "a");
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  const exited = whenGone(child, recordFile);
  let gone = false;
  exited.then(() => {
    gone = true;
  });
  const pid = child.pid ?? 0;
  if (pid) writeFileSync(recordFile, JSON.stringify({ name: options.name, pid, startedAt: startOf(pid) ?? "" } satisfies ProcessRecord));
  return {
    pid,
    logFile,
    exited,
    hasExited: () => gone,
    stop: async () => {
      if (pid) await stopGroup(pid, options.stopMs ?? 10_000);
      await exited;
    },
    lastWords: () => lastWords(logFile),
  };
}

function whenGone(child: ChildProcess, recordFile: string): Child["exited"] {
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: 127, signal: null }));
    child.once("exit", (code, signal) => {
      rmSync(recordFile, { force: true });
      resolve({ code, signal });
    });
  });
}

/** Why it ended, as far as its log tells: the last line that names an error (a stack trace ends in noise), else the last one. */
function lastWords(file: string): string {
  try {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-40);
    const telling = lines.findLast((line) => /^\S*(error|panic|fatal)\b/i.test(line.trim())) ?? lines.at(-1) ?? "";
    return telling.trim().slice(0, 300);
  } catch {
    return "";
  }
}
