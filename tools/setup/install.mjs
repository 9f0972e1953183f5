// Makes sure packages are installed and that `node` inside npm scripts is the Node this project is written for.
// Runs before `npm start` and `npm test`, so: plain JavaScript for Node 20 or newer, and no packages.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { npmSentence } from "./npmSentence.mjs";
import { packagesAreCurrent } from "./packagesAreCurrent.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const modules = join(root, "node_modules");

const problem = checkOwnNode() ?? installPackages() ?? ensureProjectNode();
if (problem) {
  console.error(problem);
  process.exit(1);
}

function checkOwnNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 20) return undefined;
  return `Firmflow needs Node 20 or newer to set itself up and this is ${process.version}: install a newer Node and start again.`;
}

function installPackages() {
  if (packagesAreCurrent(root)) return undefined;
  console.log("Installing packages (once; a minute or two) …");
  // Development packages too, whatever NODE_ENV says: the builder is built here.
  const result = npm(
    [
      "ci",
      "--include=dev",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      "--fetch-retries=1",
      "--fetch-retry-mintimeout=1000",
      "--fetch-timeout=30000",
    ],
    root,
  );
  return result.status === 0 ? undefined : npmSentence(result.output);
}

function ensureProjectNode() {
  const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies.node;
  if (projectNodeVersion() === wanted) return undefined;
  // npm may have skipped the package's own script, which fetches the program for this machine.
  const folder = join(modules, "node");
  const result = run(process.execPath, [join(folder, "installArchSpecificPackage.js")], folder);
  linkProjectNode();
  if (projectNodeVersion() === wanted) return undefined;
  return `Node ${wanted}, which Firmflow runs on, could not be installed (${firstLine(result.output)}): delete node_modules and start again with the package registry reachable.`;
}

/** Which Node npm scripts get: the one linked in node_modules/.bin. */
function projectNodeVersion() {
  const result = run(join(modules, ".bin", "node"), ["--version"], root);
  return result.status === 0 ? result.output.trim().replace(/^v/, "") : undefined;
}

function linkProjectNode() {
  const link = join(modules, ".bin", "node");
  const program = join(modules, "node", "bin", "node");
  if (!existsSync(program) || process.platform === "win32") return;
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  symlinkSync("../node/bin/node", link);
}

function npm(args, cwd) {
  // Inside an npm script npm tells where it is; this also finds it where PATH does not.
  const own = process.env.npm_execpath;
  if (own?.endsWith(".js")) return run(process.execPath, [own, ...args], cwd);
  return run("npm", args, cwd);
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 * 1024 * 1024 });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`;
  return { status: result.status ?? 1, output };
}

function firstLine(text) {
  return text.trim().split("\n")[0] || "it gave no reason";
}
