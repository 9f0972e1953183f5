import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** One of our programs in a process of its own, which a test may kill. Its words are kept for telling why. */
export function program(entry: string, env: NodeJS.ProcessEnv) {
  let child: ChildProcess | null = null;
  let words = "";
  // Whoever started it may be ended first.
  process.once("exit", () => child?.kill("SIGKILL"));
  const ready = (line: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => line.test(words) && resolve();
      child?.stdout?.on("data", look);
      child?.once("exit", (code) => reject(new Error(`It ended (${code}) before it was ready: ${words.slice(-600)}`)));
      look();
    });
  return {
    async start(says: RegExp) {
      words = "";
      child = spawn(process.execPath, [join(root, entry)], {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child.stdout?.on("data", (text) => (words += String(text)));
      child.stderr?.on("data", (text) => (words += String(text)));
      await ready(says);
    },
    /** `kill -9`: no word of farewell. */
    async kill() {
      const dying = child;
      child = null;
      if (!dying || dying.exitCode !== null) return;
      const gone = new Promise((resolve) => dying.once("exit", resolve));
      dying.kill("SIGKILL");
      await gone;
    },
    words: () => words.slice(-2000),
    pid: () => child?.pid,
  };
}
export type Program = ReturnType<typeof program>;
