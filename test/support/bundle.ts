import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { testDir } from "../../tools/servers/places.ts";
import { bundleWorkflows } from "../../tools/worker/options.ts";

let bundling: ReturnType<typeof bundleWorkflows> | undefined;
let keeping: Promise<string> | undefined;

/** Today's workflows as workers take them. Made once for all files that share this process: it takes seconds. */
export function workflowBundle(): ReturnType<typeof bundleWorkflows> {
  bundling ??= bundleWorkflows();
  return bundling;
}

/** The same in a file, for workers in processes of their own: their FIRMFLOW_BUNDLE. */
export function bundleFile(): Promise<string> {
  keeping ??= keep();
  return keeping;
}

async function keep(): Promise<string> {
  const file = join(testDir, "workflows.js");
  const mine = `${file}.${process.pid}`;
  await mkdir(testDir, { recursive: true });
  await writeFile(mine, (await workflowBundle()).code);
  await rename(mine, file);
  return file;
}
