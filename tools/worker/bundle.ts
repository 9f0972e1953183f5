import { access, constants, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withFileLock } from "../servers/fileLock.ts";
import { compiledDir } from "../servers/places.ts";
import { stampOf } from "../servers/stamp.ts";
import { bundleWorkflows } from "./options.ts";

/** What the workflows are made of, and all they could ever come to take in. */
const sources = ["workflows", "domain", "engine", "package-lock.json"];
/** Bundles of earlier states of the code are of no use any more, but somebody may be about to read one. */
const forgottenAfterMs = 3_600_000;

/** Today's workflows as workers take them: as they are kept, or made anew where nothing can be kept, as in an image. */
export async function workflowBundle(): Promise<{ code: string }> {
  if (!(await canKeep())) return await bundleWorkflows();
  return { code: await readFile(await bundleFile(), "utf8") };
}

/** The file with them. Made once for each state of the code, of several at once by one: it takes seconds, and every worker needs it. */
export async function bundleFile(): Promise<string> {
  const name = `workflows-${(await stampOf(sources)).slice(0, 16)}.js`;
  const file = join(compiledDir, name);
  if (await isThere(file)) return file;
  await withFileLock(join(compiledDir, "workflows.lock"), 300_000, async () => {
    if (await isThere(file)) return;
    const { code } = await bundleWorkflows();
    await writeFile(`${file}.new`, code);
    await rename(`${file}.new`, file);
    await forgetOld();
  });
  return file;
}

async function forgetOld(): Promise<void> {
  for (const name of await readdir(compiledDir)) {
    if (!/^workflows-.*\.js/.test(name)) continue;
    const { mtimeMs } = await stat(join(compiledDir, name));
    if (Date.now() - mtimeMs > forgottenAfterMs) await rm(join(compiledDir, name), { force: true });
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const canKeep = (): Promise<boolean> =>
  mkdir(compiledDir, { recursive: true })
    .then(() => access(compiledDir, constants.W_OK))
    .then(
      () => true,
      () => false,
    );
