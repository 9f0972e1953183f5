import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The key sessions and links are signed with: `FIRMFLOW_SECRET`, else one made on the first start and kept with the data. */
export async function secretFor(dataDir: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (env.FIRMFLOW_SECRET) return env.FIRMFLOW_SECRET;
  const file = join(dataDir, "secret");
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept) return kept;
  const made = randomBytes(32).toString("base64url");
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, made, { mode: 0o600 });
  return made;
}
