import { describe, expect, it } from "vitest";
import { keepRunning, type Running } from "./keepRunning.ts";

/** Something imagined that ends when told to. */
function imagined() {
  const starts: { crash: () => void }[] = [];
  const waiting: (() => void)[] = [];
  const start = async (): Promise<Running> => {
    let end = () => {};
    const exited = new Promise<void>((resolve) => {
      end = resolve;
    });
    starts.push({ crash: end });
    for (const tell of waiting.splice(0)) tell();
    return { exited, stop: async () => end(), lastWords: () => "", logFile: "the.log" };
  };
  const nextStart = () => new Promise<void>((resolve) => waiting.push(resolve));
  return { start, starts, nextStart };
}

describe("keeping a child running", () => {
  it("starts it again after a crash, and says so", async () => {
    const child = imagined();
    const said: string[] = [];
    const kept = await keepRunning({ name: "The API", start: child.start, say: (line) => said.push(line), firstPauseMs: 1 });
    const again = child.nextStart();
    child.starts[0]?.crash();
    await again;
    expect(said).toEqual(["The API stopped unexpectedly and is started again in 0.001 s. Its last words are in the.log."]);
    await kept.stop();
  });

  it("waits twice as long each time it crashes again soon", async () => {
    const child = imagined();
    const said: string[] = [];
    const kept = await keepRunning({ name: "The API", start: child.start, say: (line) => said.push(line), firstPauseMs: 2 });
    for (let crash = 0; crash < 3; crash++) {
      const again = child.nextStart();
      child.starts[crash]?.crash();
      await again;
    }
    expect(said.map((line) => line.match(/in ([\d.]+) s/)?.[1])).toEqual(["0.002", "0.004", "0.008"]);
    await kept.stop();
  });

  it("does not start it again once it was asked to stop", async () => {
    const child = imagined();
    const kept = await keepRunning({ name: "The API", start: child.start, say: () => {}, firstPauseMs: 1 });
    await kept.stop();
    expect(child.starts).toHaveLength(1);
    expect(kept.crashes()).toBe(0);
  });
});
