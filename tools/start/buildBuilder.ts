import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../servers/command.ts";
import { withFileLock } from "../servers/fileLock.ts";
import { root, screensDir } from "../servers/places.ts";
import { SetupError } from "../servers/setupError.ts";
import { stampOf } from "../servers/stamp.ts";

/** What the screens are made of. */
const sources = ["builder", "engine", "workflows/library", "package-lock.json"];

type Build = {
  into?: string;
  /** "gallery" adds the page that shows every component. */
  mode?: "production" | "gallery";
};

/** Builds the screens if anything they are made of has changed since the last build. Of several at once, one builds. */
export async function buildBuilder(log: (line: string) => void, { into = screensDir, mode = "production" }: Build = {}): Promise<void> {
  const stamp = await stampOf(sources);
  const stampFile = join(into, "built-from.txt");
  const isBuilt = async () => (await readFile(stampFile, "utf8").catch(() => "")) === stamp;
  if (await isBuilt()) return;
  await withFileLock(`${into}.lock`, 600_000, async () => {
    if (await isBuilt()) return;
    log("Building the screens …");
    await runVite(into, mode);
    await writeFile(stampFile, stamp);
  });
}

async function runVite(into: string, mode: string): Promise<void> {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const config = join(root, "builder", "vite.config.ts");
  const args = [vite, "build", "--config", config, "--outDir", into, "--emptyOutDir", "--mode", mode, "--logLevel", "warn"];
  const result = await runCommand(process.execPath, args, {
    timeoutMs: 300_000,
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (result.code !== 0) throw new SetupError(`The screens could not be built: ${reasonOf(result.output)}`);
}

function reasonOf(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.find((line) => /error/i.test(line)) ?? lines.find(Boolean) ?? "vite gave no reason";
}
