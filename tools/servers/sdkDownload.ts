import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isExecutable, runCommand } from "./command.ts";
import { programsDir, root } from "./places.ts";
import { mustReach } from "./reach.ts";

export type SdkProgram = "temporal" | "temporal-test-server";

const folder = (program: SdkProgram) => join(programsDir, `${program}-download`);

/** What the Temporal SDK downloaded on an earlier start, if anything. */
export async function downloadedBySdk(program: SdkProgram): Promise<string | undefined> {
  for (const file of await readdir(folder(program)).catch(() => [])) {
    const path = join(folder(program), file);
    if (file.startsWith("temporal") && !file.includes(".downloading") && (await isExecutable(path))) return path;
  }
  return undefined;
}

/**
 * Lets the Temporal SDK download a server. The SDK can only do so by starting one, so it is started once and
 * stopped; in a process of its own, since its downloader is native code that can't be told to give up.
 */
export async function downloadBySdk(program: SdkProgram): Promise<string> {
  await mustReach("https://temporal.download/");
  await mkdir(folder(program), { recursive: true });
  const script = join(root, "tools", "servers", "downloadByStarting.ts");
  const result = await runCommand(process.execPath, [script, program, folder(program)], { timeoutMs: 120_000, cwd: root });
  const path = await downloadedBySdk(program);
  if (path) return path;
  throw new Error(`the download failed (${result.output.trim().split("\n").at(-1) ?? "no reason given"})`);
}
