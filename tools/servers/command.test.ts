import { describe, expect, it } from "vitest";
import { runCommand } from "./command.ts";

const node = (script: string, timeoutMs: number) => runCommand(process.execPath, ["-e", script], { timeoutMs });

describe("a command", () => {
  it("that takes too long is ended, and that is said", async () => {
    expect(await node("setInterval(() => {}, 1000)", 300)).toEqual({ code: 124, output: "\nstopped after 300 ms" });
  });

  it("that somebody else ends, as Ctrl-C does, is not said to have taken too long", async () => {
    expect(await node('console.log("working"); process.kill(process.pid, "SIGTERM")', 60_000)).toEqual({ code: 124, output: "working\n" });
  });
});
