import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, disconnect, withScope } from "../../domain/base/index.ts";
import { BulkModel } from "../../domain/bulk/index.ts";
import { JournalModel, RunModel } from "../../domain/runs/index.ts";
import { createApiKey } from "../../domain/staff/index.ts";
import { freePort } from "../../tools/servers/ports.ts";
import { bundleFile } from "../support/bundle.ts";
import { freshDatabase } from "../support/database.ts";
import { firmWithFlow } from "../support/engine.ts";
import { aFlow, done } from "../support/flows.ts";
import { devServer } from "../support/temporal.ts";
import { type Program, program } from "./process.ts";

const people = Number(process.env.FIRMFLOW_STARTED_RUNS ?? 24);
const flow = aFlow({ pause: { kind: "wait", for: "P9D", next: "done" }, done }, { again: "never" });

let api: Program;
/** Each carries runs out and, as its dispatcher, makes up for what was not started. */
let workers: Program[];
let apiUrl: string;
const server = devServer();

beforeAll(async () => {
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  const database = freshDatabase();
  await connect(database);
  const port = await freePort();
  apiUrl = `http://127.0.0.1:${port}`;
  const env = {
    MONGODB_URL: database,
    FIRMFLOW_TASK_QUEUE: server.taskQueue,
    FIRMFLOW_BUNDLE: await bundleFile(),
    LOG_LEVEL: "info",
    PORT: String(port),
  };
  api = program("api/main.ts", env);
  workers = [program("tools/worker/main.ts", env), program("tools/worker/main.ts", env)];
});
afterAll(async () => {
  for (const one of [api, ...(workers ?? [])]) await one?.kill();
  await disconnect();
});

describe(`a flow started for ${people} people while the API is killed, and then the worker and dispatcher`, () => {
  it("rule 12: nobody is started twice and nobody is forgotten", async () => {
    const firm = await firmWithFlow(flow);
    const count = (where: object = {}) => withScope(firm.scope, () => RunModel.countDocuments(where));
    const as = { Authorization: `Bearer ${(await createApiKey(firm.scope, { name: "Intake", role: "staff" })).key}` };
    const matters = async () => {
      const ids: string[] = [];
      for (let made = 0; made < people; made++) ids.push((await firm.matter()).id);
      return ids;
    };
    const [ids] = await Promise.all([matters(), api.start(/the API listens/), workers[0]?.start(/the worker works/)]);

    // The API is killed as soon as the start is recorded: whoever pressed the button never hears what came of it.
    const body = JSON.stringify({ flowKey: "welcome", list: { of: "matter", ids } });
    const headers = { ...as, "content-type": "application/json" };
    const asked = fetch(`${apiUrl}/api/bulk/starts`, { method: "POST", headers, body }).catch(() => undefined);
    await until(async () => (await withScope(firm.scope, () => BulkModel.countDocuments())) === 1);
    await api.kill();
    await asked;

    // In the middle of it whoever carries it out; another takes over.
    await until(async () => (await count()) > people / 4);
    await workers[0]?.kill();
    await workers[1]?.start(/the worker works/);

    const standing = { workflow: "started" as const, "position.step": "pause" };
    await until(async () => (await count(standing)) >= people);
    await until(async () => (await withScope(firm.scope, () => BulkModel.countDocuments({ state: "done" }))) === 1);
    const [runs, entered] = await withScope(firm.scope, () =>
      Promise.all([RunModel.find().lean(), JournalModel.find({ what: "entered" }).lean()]),
    );
    expect(runs.map((run) => run.matterId).sort()).toEqual([...ids].sort());
    expect(entered.map((line) => line.runId).sort()).toEqual(runs.map((run) => run._id).sort());
    const job = await withScope(firm.scope, () => BulkModel.findOne().lean());
    expect(job?.counts).toEqual({ done: people, already: 0, refused: 0, undone: 0 });
  });
});

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20));
}
