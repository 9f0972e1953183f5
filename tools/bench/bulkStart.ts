import { newId, type Scope, withScope } from "../../domain/base/index.ts";
import { type BulkLine, readBulk, startForMany } from "../../domain/bulk/index.ts";
import { ContactModel } from "../../domain/contacts/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { RunModel, setTemporal, temporal } from "../../domain/runs/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { program } from "../../test/durability/process.ts";
import { benchFirm } from "./firm.ts";
import type { Bench } from "./running.ts";

/** Fewer where there is less time. */
const all = Number(process.env.FIRMFLOW_BENCH_BULK ?? 10_000);

export interface BulkStart {
  people: number;
  /** Pages, records and workflows included, until the last has begun. */
  startsPerSecond: number;
  /** Milliseconds in which 95 of 100 looks at how far it has come were answered, while it went on. */
  progressP95Ms: number;
  /** The same list started again (rule 12): how many began a second time, and how many a second were found to be in it already. */
  startedTwice: number;
  alreadyPerSecond: number;
}

/** A flow started for all of them at once, as staff do from a list; then once more, which starts nobody. */
export async function measureBulkStart(bench: Bench): Promise<BulkStart> {
  return await withWorker(bench, "bench-bulk", async () => {
    const { scope } = await benchFirm();
    await publishDefinition(scope, { definition: parked("parked") });
    const who = [...(await people(scope, all, () => ({}))).keys()];
    const first = await startAll(scope, "parked", who);
    const again = await startAll(scope, "parked", who);
    const runs = await withScope(scope, () => RunModel.countDocuments({ flowKey: "parked" }));
    const looks = first.looks.sort((a, b) => a - b);
    return {
      people: all,
      startsPerSecond: Math.round(first.perSecond * 10) / 10,
      progressP95Ms: Math.round(looks[Math.floor(looks.length * 0.95)] ?? 0),
      startedTwice: runs - all + again.counts.done,
      alreadyPerSecond: Math.round(again.perSecond),
    };
  });
}

/** A worker in a process of its own, and starts that go to it. */
export async function withWorker<T>(bench: Bench, taskQueue: string, work: (pid: () => number | undefined) => Promise<T>): Promise<T> {
  const env = { ...bench.env, FIRMFLOW_TASK_QUEUE: taskQueue, FIRMFLOW_DISPATCH: "0", FIRMFLOW_BULK_PER_SECOND: "1000000" };
  const worker = program("tools/worker/main.ts", { ...env, LOG_LEVEL: "info" });
  const before = temporal();
  try {
    await worker.start(/the worker works/);
    setTemporal({ client: bench.workers.client, taskQueue });
    return await work(worker.pid);
  } finally {
    await worker.kill();
    setTemporal(before);
  }
}

/** Waits for longer than anybody measures. */
const parked = (key: string): Definition => ({
  ...{ format: "firmflow/1", key, name: key, subject: "contact" },
  enrol: { on: [], again: "never" },
  start: "park",
  steps: { park: { kind: "wait", for: "P300D", next: "done" }, done: { kind: "end", outcome: "completed" } },
});

/** So many new people with these fields, written straight into the database. */
export async function people<Fields extends object>(
  scope: Scope,
  count: number,
  fieldsOf: (n: number) => Fields,
): Promise<Map<string, Fields>> {
  const made = new Map(Array.from({ length: count }, (_, n): [string, Fields] => [newId("contact"), fieldsOf(n)]));
  const rows = [...made].map(([_id, fields], n) => ({ _id, firstName: "Ngozi", lastName: `Okafor ${n}`, fields: fields as never }));
  for (let from = 0; from < rows.length; from += 1000) await withScope(scope, () => ContactModel.insertMany(rows.slice(from, from + 1000)));
  return made;
}

interface Started {
  perSecond: number;
  counts: BulkLine["counts"];
  /** How long each look at its progress took, in milliseconds. */
  looks: number[];
}

/** Starts a flow for all of these, as staff do from a list, and tells every ten seconds how far it has come. */
export async function startAll(scope: Scope, flowKey: string, ids: string[]): Promise<Started> {
  const from = performance.now();
  const { id: bulkId } = await startForMany(scope, { flowKey, list: { of: "contact", ids } });
  const looks: number[] = [];
  for (let told = from; ; ) {
    const began = performance.now();
    const { state, counts, problems } = await readBulk(scope, { bulkId });
    looks.push(performance.now() - began);
    if (counts.refused > 0) throw new Error(`Somebody was not let in: ${problems[0]?.reason}`);
    if (state === "done") return { perSecond: ids.length / ((performance.now() - from) / 1000), counts, looks };
    if (performance.now() - told > 10_000) {
      told = performance.now();
      console.error(`started ${counts.done + counts.already} of ${ids.length}`);
    }
    if (began - from > longestMs(ids.length)) throw new Error("This went on for too long: this machine is too busy to measure.");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** No part of it may take longer than a quarter of an hour, or a fifth of a second for each. */
export const longestMs = (count: number): number => Math.max(15 * 60_000, count * 200);
