import { spawn } from "node:child_process";
import { join } from "node:path";
import { stopGroup } from "../servers/leftovers.ts";
import { root } from "../servers/places.ts";

/** Runs vitest once, showing what it shows, with a report in JSON beside; resolves with its exit code. */
export function runVitest(args: string[], env: NodeJS.ProcessEnv, report: string, stop: AbortSignal): Promise<number> {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const asItGoes = join(import.meta.dirname, "asItGoes.ts");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`, `--reporter=${asItGoes}`];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, "run", ...reporters, ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
    });
    stop.addEventListener("abort", () => child.pid && stopGroup(child.pid, 5_000));
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
