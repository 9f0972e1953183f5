/**
 * A package with native parts lists one optional package per system and processor. `npm install` leaves those out of
 * package-lock.json that it could not look up (a registry mirror may hold only some), and `npm ci` then refuses the
 * whole lockfile. Since their parent names them by exact version, they can be filled in.
 */

/**
 * The optional packages that packages in a lockfile name and the lockfile itself does not hold.
 * @param {{ packages: Record<string, any> }} lock
 * @returns {{ name: string, version: string, parent: string }[]}
 */
export function missingOptionalPackages(lock) {
  const missing = [];
  for (const [parent, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isThere(lock.packages, parent, name)) missing.push({ name, version, parent });
    }
  }
  return missing;
}

/** Looks where Node would: beside the package, then in every folder above it. */
function isThere(packages, parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}

/**
 * The same lockfile with what is missing filled in; its integrity is left for npm to check against the registry.
 * @param {{ packages: Record<string, any> }} lock
 */
export function completed(lock) {
  const packages = { ...lock.packages };
  for (const { name, version, parent } of missingOptionalPackages(lock)) {
    if (!/^\d+\.\d+\.\d+/.test(version)) continue;
    const dev = packages[parent].dev ? { dev: true } : {};
    packages[`node_modules/${name}`] = { version, ...dev, optional: true, ...machineOf(name) };
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  return { ...lock, packages: sorted };
}

/** Which machine a package is for, as the packages of native programs are named: `@oxc-parser/binding-linux-x64-musl`. */
function machineOf(name) {
  const words = name.split("/").at(-1).split("-");
  const os = words.find((word) => ["linux", "darwin", "win32", "android", "freebsd", "openharmony"].includes(word));
  const cpu = words.find((word) => ["x64", "arm64", "arm", "ia32", "ppc64", "s390x", "riscv64"].includes(word));
  const libc =
    words.includes("musl") || words.includes("musleabihf")
      ? "musl"
      : words.includes("gnu") || words.includes("gnueabihf")
        ? "glibc"
        : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && os === "linux" && { libc: [libc] }) };
}
