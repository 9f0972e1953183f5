import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isAlive } from "./processIdentity.ts";
import { SetupError } from "./setupError.ts";
import { until } from "./until.ts";

/**
 * Lets one process at a time do `work`: a folder is the lock, since making one is atomic everywhere. A lock whose
 * owner is gone is broken.
 */
export async function withFileLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const got = await until(() => takeLock(path), timeoutMs, 100);
  if (!got) throw new SetupError(`Another Firmflow is setting up here and has not finished: stop it, or delete ${path} and start again.`);
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function takeLock(path: string): Promise<boolean> {
  try {
    await mkdir(path);
  } catch {
    const owner = Number(await readFile(join(path, "pid"), "utf8").catch(() => "0"));
    // An owner of 0 is one that made the folder and has not signed it yet.
    if (owner > 0 && !isAlive(owner)) await rm(path, { recursive: true, force: true });
    return false;
  }
  await writeFile(join(path, "pid"), String(process.pid));
  return true;
}
