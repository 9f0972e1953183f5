import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleWorkflows } from "../../tools/worker/options.ts";
import { quietWorkers } from "../../tools/worker/workers.ts";
import { workflowBundle } from "../support/bundle.ts";
import { historyIn, replayed } from "./replaying.ts";

quietWorkers();
const folder = join(import.meta.dirname, "histories");
const kept = readdirSync(folder).filter((file) => file.endsWith(".json"));
const histories = Object.fromEntries(kept.map((file) => [file, historyIn(readFileSync(join(folder, file), "utf8"))]));
const all = (what: unknown) => Object.fromEntries(kept.map((file) => [file, what]));

describe("the histories of runs that began under earlier shells", () => {
  let today: { code: string };
  let careless: { code: string };
  let tomorrow: { code: string };
  beforeAll(async () => {
    const bundleOf = (name: string) => bundleWorkflows(join(import.meta.dirname, "shells", name));
    [today, careless, tomorrow] = [await workflowBundle(), await bundleOf("careless.ts"), await bundleOf("tomorrow.ts")];
  }, 240_000);

  it("are carried on by today's shell, every one of them", async () => {
    expect(kept.length).toBeGreaterThanOrEqual(6);
    expect(await replayed(today, histories)).toEqual(all("goes on"));
  });

  it("are carried on by a shell that was changed under a patch", async () => {
    expect(await replayed(tomorrow, histories)).toEqual(all("goes on"));
  });

  it("stop a shell that was changed carelessly, before it is released", async () => {
    expect(await replayed(careless, histories)).toEqual(all(expect.stringMatching(/^DeterminismViolationError/)));
  });
});
