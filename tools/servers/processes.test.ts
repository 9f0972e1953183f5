import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChild } from "./children.ts";
import { stopLeftovers } from "./leftovers.ts";
import { groupIsAlive, isAlive, startOf } from "./processIdentity.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "firmflow-children-"));
});
afterEach(async () => {
  await stopLeftovers(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

const idle = "setInterval(() => {}, 1000)";
const idleChild = (script = idle, stopMs = 5_000) =>
  startChild({ name: "idle", command: process.execPath, args: ["-e", script], dataDir, stopMs });

describe("children", () => {
  it("stop with their own children: nothing of the group stays behind", async () => {
    const child = idleChild(
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(idle)}]); console.log("started"); ${idle}`,
    );
    await expect.poll(() => child.lastWords()).toContain("started");
    await child.stop();
    expect(groupIsAlive(child.pid)).toBe(false);
  });

  it("that do not listen are made to stop", async () => {
    const child = idleChild(`process.on("SIGTERM", () => {}); console.log("deaf"); ${idle}`, 200);
    await expect.poll(() => child.lastWords()).toContain("deaf");
    await child.stop();
    expect(isAlive(child.pid)).toBe(false);
  });

  it("that can't be started end at once", async () => {
    const child = startChild({ name: "none", command: "/nowhere/program", args: [], dataDir });
    expect((await child.exited).code).toBe(127);
  });

  it("of a start that was killed are stopped by the next", async () => {
    const pid = await orphanOfKilledStart();
    expect(await stopLeftovers(dataDir)).toEqual(["orphan"]);
    expect(isAlive(pid)).toBe(false);
  });

  it("are left alone when the process id now belongs to somebody else", async () => {
    const stranger = spawn(process.execPath, ["-e", idle], { detached: true });
    const pid = stranger.pid ?? 0;
    mkdirSync(join(dataDir, "processes"), { recursive: true });
    writeFileSync(join(dataDir, "processes", "old.json"), JSON.stringify({ name: "old", pid, startedAt: `${startOf(pid)} long ago` }));
    expect(await stopLeftovers(dataDir)).toEqual([]);
    expect(isAlive(pid)).toBe(true);
    stranger.kill("SIGKILL");
  });
});

/** A process that starts a child and is then killed in a way that lets it clean up nothing. */
async function orphanOfKilledStart(): Promise<number> {
  const script = `
    const { startChild } = await import(${JSON.stringify(new URL("./children.ts", import.meta.url).href)});
    startChild({ name: "orphan", command: process.execPath, args: ["-e", ${JSON.stringify(idle)}], dataDir: ${JSON.stringify(dataDir)} });`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
  const record = join(dataDir, "processes", "orphan.json");
  const readPid = () => (JSON.parse(readFileSync(record, "utf8")) as { pid: number }).pid;
  await expect.poll(() => readPid()).toBeGreaterThan(0);
  const gone = new Promise((resolve) => starter.once("exit", resolve));
  starter.kill("SIGKILL");
  await gone;
  return readPid();
}
