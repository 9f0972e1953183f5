import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { completed, missingOptionalPackages } from "./lockfile.mjs";
import { npmSentence } from "./npmSentence.mjs";
import { packagesAreCurrent } from "./packagesAreCurrent.mjs";

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "firmflow-setup-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function lockfiles(wanted, installed) {
  write("package-lock.json", wanted);
  if (installed) write("node_modules/.package-lock.json", installed);
}

function write(path, packages) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ packages }));
}

describe("whether packages need installing", () => {
  it("they do when nothing is installed", () => {
    lockfiles({ "node_modules/a": { version: "1.0.0" } });
    expect(packagesAreCurrent(root)).toBe(false);
  });

  it("they do not when everything asked for is there, whatever else is", () => {
    lockfiles(
      { "": {}, "node_modules/a": { version: "1.0.0" } },
      { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } },
    );
    expect(packagesAreCurrent(root)).toBe(true);
  });

  it("they do when the lockfile asks for another version", () => {
    lockfiles({ "node_modules/a": { version: "1.0.1" } }, { "node_modules/a": { version: "1.0.0" } });
    expect(packagesAreCurrent(root)).toBe(false);
  });

  it("a package for another machine is not missed", () => {
    lockfiles({ "node_modules/a-darwin": { version: "1.0.0", optional: true } }, {});
    expect(packagesAreCurrent(root)).toBe(true);
  });
});

describe("what npm's failures say", () => {
  it("an unreachable registry", () => {
    expect(npmSentence("npm error code ECONNREFUSED\nnpm error connect ECONNREFUSED 127.0.0.1:9")).toBe(
      "The npm registry can't be reached, so packages could not be installed: check the network or npm's registry setting, then start again.",
    );
  });

  it("a full disk", () => {
    expect(npmSentence("npm error ENOSPC: no space left on device")).toMatch(/disk is full/);
  });

  it("anything else, with npm's own reason", () => {
    expect(npmSentence("npm error code EUSAGE\nnpm error\nnpm error The lock file is out of step")).toBe(
      'Packages could not be installed (The lock file is out of step): run "npm ci" to see all it says.',
    );
  });
});

describe("the lockfile", () => {
  it("holds every optional package that its packages name, so that `npm ci` takes it on any machine", () => {
    const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));
    expect(missingOptionalPackages(lock), "run: node tools/setup/completeLockfile.mjs").toEqual([]);
  });

  it("is filled in with what is missing, for the machine its name tells", () => {
    const lock = { packages: { "node_modules/native": { version: "1.0.0", optionalDependencies: { "@native/linux-x64-musl": "1.0.0" } } } };
    expect(completed(lock).packages["node_modules/@native/linux-x64-musl"]).toEqual({
      version: "1.0.0",
      optional: true,
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
    });
  });
});
