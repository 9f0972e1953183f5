import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, wherever the command was started from. */
export const root: string = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/**
 * Programs we fetched (a Python venv, downloaded binaries): `FIRMFLOW_PROGRAMS`, by default `.firmflow/programs/`. They
 * hold no data, so a running Firmflow and the tests share them, and wiping one's data does not mean downloading again.
 */
export const programsDir: string = resolve(root, process.env.FIRMFLOW_PROGRAMS ?? join(".firmflow", "programs"));

/**
 * What was worked out of the code once and need not be again: what Node compiled (NODE_COMPILE_CACHE), the workflows in one piece. As the
 * programs, for everybody who starts something here.
 */
export const compiledDir: string = join(root, ".firmflow", "compiled");

/** Where this Firmflow keeps its data: `FIRMFLOW_DATA`, by default `.firmflow/` in the repository. */
export function dataDir(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(root, env.FIRMFLOW_DATA ?? ".firmflow");
}

/** Where the built screens are kept: `FIRMFLOW_SCREENS`, by default `builder/dist`. */
export const screensDir: string = resolve(root, process.env.FIRMFLOW_SCREENS ?? join("builder", "dist"));

/** Everything the tests keep: the shared servers of single test runs and one folder per `npm test`. */
export const testDir: string = join(root, ".firmflow-test");
