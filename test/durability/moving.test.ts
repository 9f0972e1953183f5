import { Connection } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, disconnect, withScope } from "../../domain/base/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { type MoveLine, moveMany, previewMove, readMove } from "../../domain/moves/index.ts";
import { clientOn, enrolAndStart, JournalModel, RunModel, setTemporal } from "../../domain/runs/index.ts";
import type { Step } from "../../engine/definition/types.ts";
import { bundleFile } from "../support/bundle.ts";
import { freshDatabase } from "../support/database.ts";
import { firmWithFlow } from "../support/engine.ts";
import { aFlow, done } from "../support/flows.ts";
import { devServer } from "../support/temporal.ts";
import { type Program, program } from "./process.ts";

const people = Number(process.env.FIRMFLOW_MOVED_RUNS ?? 24);
const wait = (how: string, next: string): Step => ({ kind: "wait", for: how, next });
/** Every tenth goes two ways at once, where the new version has other steps. */
const version = (straight: string, parts: Record<string, Step>) =>
  aFlow({
    sort: { kind: "branch", cases: [{ when: { "==": [{ var: "matter.source" }, "two ways"] }, next: "both" }], otherwise: straight },
    both: { kind: "parallel", branches: ["one", "other"], join: "meet" },
    meet: { kind: "join", need: "all", next: "done" },
    other: wait("P3D", "meet"),
    ...parts,
    done,
  });

let workers: Program[];
let connection: Connection;
const server = devServer();
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  const database = freshDatabase();
  await connect(database);
  connection = await Connection.connect({ address: server.address });
  setTemporal({ client: clientOn(connection, server.namespace), taskQueue: server.taskQueue });
  const env = {
    MONGODB_URL: database,
    FIRMFLOW_TASK_QUEUE: server.taskQueue,
    FIRMFLOW_BUNDLE: await bundleFile(),
    FIRMFLOW_MOVES_PER_SECOND: "40",
    LOG_LEVEL: "info",
  };
  workers = [program("tools/worker/main.ts", env), program("tools/worker/main.ts", env)];
}, 180_000);
afterAll(async () => {
  for (const worker of workers ?? []) await worker.kill();
  await connection?.close();
  setTemporal(null);
  await disconnect();
}, 120_000);

describe(`${people} people moved while the worker that moves them is killed`, () => {
  it("rule 13: each is moved once or listed with a reason", async () => {
    const firm = await firmWithFlow(version("papers", { papers: wait("P9D", "done"), one: wait("P2D", "meet") }));
    const enrolled = async () => {
      for (let count = 0; count < people; count++) {
        const { id: matterId } = await firm.matter(count % 10 === 0 ? { source: "two ways" } : {});
        await enrolAndStart(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId } });
      }
    };
    await Promise.all([workers[0]?.start(/the worker works/), enrolled()]);
    const open = { flowKey: "welcome", "position.state": "waiting" as const };
    await until(async () => (await withScope(firm.scope, () => RunModel.countDocuments(open))) === people);

    await publishDefinition(firm.scope, {
      definition: version("book", { book: wait("P40D", "done"), one: wait("P1D", "more"), more: wait("P1D", "meet") }),
    });
    const mapping = { papers: "book" };
    const foreseen = await previewMove(firm.scope, { key: "welcome", to: 2, mapping });
    expect(foreseen).toMatchObject({ version: 2, total: people, looked: Math.min(100, people) });
    expect(foreseen.groups.map((one) => `${one.step} ${one.became}`).sort()).toEqual(["one refused", "other refused", "papers goesOn"]);

    const { id, total } = await moveMany(firm.scope, { key: "welcome", how: "move", to: 2, mapping });
    expect(total).toBe(people);
    await expect(moveMany(firm.scope, { key: "welcome", how: "move", to: 2, mapping })).rejects.toMatchObject({ code: "move-under-way" });
    let seen: MoveLine = await readMove(firm.scope, { moveId: id });
    await until(async () => {
      const moved = await withScope(firm.scope, () => RunModel.countDocuments({ version: 2 }));
      return moved > people / 3;
    });
    await workers[0]?.kill();
    await workers[1]?.start(/the worker works/);
    await until(async () => {
      seen = await readMove(firm.scope, { moveId: id });
      return seen.state === "done";
    });
    const refused = Math.ceil(people / 10);
    expect(seen.counts).toEqual({ moved: people - refused, waiting: 0, refused });
    const { left } = await readMove(firm.scope, { moveId: id });
    expect(left).toHaveLength(refused);
    expect(new Set(left.map((one) => one.why))).toEqual(
      new Set(["It is inside “both”, whose steps are arranged differently in version 2. It can be moved once it has left it."]),
    );
    const lines = await withScope(firm.scope, () => JournalModel.find({ what: "migrated", step: { $exists: false } }).lean());
    expect(new Set(lines.map((line) => line.runId)).size).toBe(people - refused);
    expect(lines).toHaveLength(people - refused);
  });
});

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 50));
}
