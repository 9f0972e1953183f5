import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./places.ts";

/** One hash over the names and contents of all files under these paths of the repository: file times say nothing after a checkout. */
export async function stampOf(paths: string[]): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesUnder(join(root, path))))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(file)
      .update("\0")
      .update(await readFile(file));
  return hash.digest("hex");
}

async function filesUnder(path: string): Promise<string[]> {
  // What came of an earlier build, and the lock of one under way, are no sources.
  if (path.startsWith(join(root, "builder", "dist")) || path.endsWith("node_modules")) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return (await readFile(path).catch(() => undefined)) ? [path] : [];
  const nested = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)])),
  );
  return nested.flat();
}
