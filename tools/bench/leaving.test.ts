import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../servers/command.ts";

const leaving = join(import.meta.dirname, "leaving.ts");

it("a bench that is ended in the middle stops what it has started, the latest first, and is gone", async () => {
  const script = `
    import { undoneWhenStopped, untilStopped } from ${JSON.stringify(leaving)};
    let fall;
    const fallen = new Promise((_, reject) => { fall = reject; });
    const slowly = (what) => new Promise((stopped) => setTimeout(() => { console.log(what); stopped(); }, 20));
    for (const one of ["its files", "Mongo", "Temporal"]) undoneWhenStopped(() => slowly(one));
    // What is measured breaks off as soon as something it leans on is stopped.
    undoneWhenStopped(async () => { fall(new Error("The worker is gone.")); throw new Error("It was stopped already."); });
    setInterval(() => {}, 1000);
    for (const signal of ["SIGTERM", "SIGINT"]) setTimeout(() => process.kill(process.pid, signal), 10);
    await untilStopped(() => fallen);
    console.log("measured");
  `;
  const { code, output } = await runCommand(process.execPath, ["--input-type=module", "-e", script], { timeoutMs: 60_000 });
  expect(output.split("\n").filter((line) => /^(its|Mongo|Temporal|measured)/.test(line))).toEqual(["Temporal", "Mongo", "its files"]);
  expect(code).toBe(1);
});
