// `node tools/setup/completeLockfile.mjs` after adding a package, if a test says that the lockfile is incomplete.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { completed, missingOptionalPackages } from "./lockfile.mjs";

const file = fileURLToPath(new URL("../../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingOptionalPackages(lock);
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
console.log(missing.length > 0 ? `Added ${missing.length} packages for other machines.` : "The lockfile is complete.");
