import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes down what it installed in
 * node_modules/.package-lock.json once it is done, so an interrupted install is not taken for a finished one.
 * The two are compared by content: file times say nothing after a checkout.
 * @param {string} root the repository's folder
 * @returns {boolean}
 */
export function packagesAreCurrent(root) {
  const installedFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(join(root, "package-lock.json"));
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const there = installed[path];
    // Optional packages are for other systems and processors.
    return there ? there.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}
