import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { newId, type Scope, withScope } from "../../domain/base/index.ts";
import { readBulk, startForMany } from "../../domain/bulk/index.ts";
import { ContactModel } from "../../domain/contacts/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { addField } from "../../domain/pipelines/index.ts";
import { JournalModel, RunModel, setTemporal, temporal } from "../../domain/runs/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { program } from "../../test/durability/process.ts";
import { benchFirm } from "./firm.ts";
import type { Bench } from "./running.ts";

/** Fewer where there is less time. A tenth of them waits before the others come, to compare the worker's memory with. */
const all = Number(process.env.FIRMFLOW_BENCH_WAITING ?? 10_000);
const spreadMs = 60_000;
/** No part of it may take longer than a quarter of an hour, or a fifth of a second for each. */
const longestMs = Math.max(15 * 60_000, all * 200);

export interface Waiting {
  /** Begun by one bulk start, pages and records included. */
  startsPerSecond: number;
  /** The worker's memory with a tenth of them waiting, and with all. */
  rss1kMb: number;
  rss10kMb: number;
  /** How late 99 of 100 wake at most, when they should wake spread over a minute … */
  lateSpreadMs: number;
  /** … and when all should within one second. */
  lateBurstMs: number;
}

/** Started many at once, waiting in a worker of their own, then woken spread over a minute, then all in one second. */
export async function measureWaiting(bench: Bench): Promise<Waiting> {
  const taskQueue = "bench-waiting";
  const env = { ...bench.env, FIRMFLOW_TASK_QUEUE: taskQueue, FIRMFLOW_DISPATCH: "0", FIRMFLOW_BULK_PER_SECOND: "1000000" };
  const worker = program("tools/worker/main.ts", { ...env, LOG_LEVEL: "info" });
  const before = temporal();
  try {
    await worker.start(/the worker works/);
    setTemporal({ client: bench.workers.client, taskQueue });
    const memory = () => memoryMb(worker.pid());
    const { scope } = await benchFirm();
    await addField(scope, { on: "contact", key: "spreadAt", label: "Wakes first", type: "dateTime" });
    await addField(scope, { on: "contact", key: "burstAt", label: "Wakes again", type: "dateTime" });
    for (const definition of [waitingFor("parked", null), waitingFor("dated", "contact.spreadAt")])
      await publishDefinition(scope, { definition });
    const few = Math.ceil(all / 10);
    const first = await start(scope, "parked", await people(scope, few, () => ({})));
    const rss1kMb = await memory();
    // Time enough for all to stand waiting before the first of them wakes, and to have woken once before they do again.
    const roomMs = Math.min(longestMs, 30_000 + (all / first) * 1500);
    const spreadAt = Date.now() + roomMs;
    const burstAt = spreadAt + spreadMs + roomMs;
    const planned = await people(scope, all, (n) => ({ spreadAt: instant(spreadAt + (n / all) * spreadMs), burstAt: instant(burstAt) }));
    const startsPerSecond = await start(scope, "dated", planned);
    if (Date.now() > spreadAt)
      throw new Error("They did not all stand waiting before the first was to wake: this machine is too busy to measure.");
    const rss10kMb = await memory();
    await whenAll(scope, { flowKey: "dated", "position.step": "burst" });
    await whenAll(scope, { flowKey: "dated", status: "ended" });
    return {
      startsPerSecond: Math.round(startsPerSecond),
      ...{ rss1kMb, rss10kMb },
      lateSpreadMs: await lateness(scope, "spread", planned),
      lateBurstMs: await lateness(scope, "burst", planned),
    };
  } finally {
    await worker.kill();
    setTemporal(before);
  }
}

const instant = (ms: number) => new Date(ms).toISOString();

/** Waits for one date and then for another; or, without a date, for longer than anybody measures. */
function waitingFor(key: string, field: string | null): Definition {
  const steps: Definition["steps"] = field
    ? {
        spread: { kind: "wait", field, next: "burst" },
        burst: { kind: "wait", field: "contact.burstAt", next: "done" },
        done: { kind: "end", outcome: "completed" },
      }
    : { park: { kind: "wait", for: "P300D", next: "done" }, done: { kind: "end", outcome: "completed" } };
  return {
    format: "firmflow/1",
    key,
    name: key,
    subject: "contact",
    enrol: { on: [], again: "never" },
    start: field ? "spread" : "park",
    steps,
  };
}

type Dates = { spreadAt?: string; burstAt?: string };

/** So many new people with their dates, written straight into the database. */
async function people(scope: Scope, count: number, datesOf: (n: number) => Dates): Promise<Map<string, Dates>> {
  const made = new Map(Array.from({ length: count }, (_, n): [string, Dates] => [newId("contact"), datesOf(n)]));
  const rows = [...made].map(([_id, fields], n) => ({ _id, firstName: "Ngozi", lastName: `Okafor ${n}`, fields }));
  for (let from = 0; from < rows.length; from += 1000) await withScope(scope, () => ContactModel.insertMany(rows.slice(from, from + 1000)));
  return made;
}

/** Starts a flow for all of these, as staff do from a list, and waits until each stands at its wait. Gives how many a second. */
async function start(scope: Scope, flowKey: string, who: Map<string, unknown>): Promise<number> {
  const from = performance.now();
  const { id: bulkId } = await startForMany(scope, { flowKey, list: { of: "contact", ids: [...who.keys()] } });
  let told = from;
  await until(async () => {
    const { state, counts, problems } = await readBulk(scope, { bulkId });
    if (counts.refused > 0) throw new Error(`Somebody was not let in: ${problems[0]?.reason}`);
    if (performance.now() - told > 10_000) {
      told = performance.now();
      console.error(`started ${counts.done} of ${who.size}`);
    }
    return state === "done";
  });
  const perSecond = who.size / ((performance.now() - from) / 1000);
  const waiting = flowKey === "dated" ? "spread" : "park";
  await until(async () => (await countOf(scope, { flowKey, "position.step": waiting })) >= who.size);
  return perSecond;
}

const countOf = (scope: Scope, filter: Record<string, unknown>) => withScope(scope, () => RunModel.countDocuments(filter));

async function whenAll(scope: Scope, filter: Record<string, unknown>): Promise<void> {
  await until(async () => {
    const stuck = await countOf(scope, { flowKey: "dated", status: "attention" });
    if (stuck > 0) throw new Error(`${stuck} runs came too late to their second wait: this machine is too busy to measure.`);
    return (await countOf(scope, filter)) >= all;
  });
}

/** Milliseconds that 99 of 100 woke late at most: from the moment that was planned to the journal's being written. */
async function lateness(scope: Scope, step: "spread" | "burst", planned: Map<string, Dates>): Promise<number> {
  const { runs, lines } = await withScope(scope, async () => ({
    runs: await RunModel.find({ flowKey: "dated" }, { contactId: 1 }).lean(),
    lines: await JournalModel.find({ what: "woke", step }, { runId: 1, recordedAt: 1 }).lean(),
  }));
  const datesOf = new Map(runs.map((run) => [run._id, planned.get(run.contactId ?? "")]));
  const late = lines.map((line) => {
    const dates = datesOf.get(line.runId);
    return line.recordedAt.getTime() - Date.parse((step === "spread" ? dates?.spreadAt : dates?.burstAt) ?? "");
  });
  if (late.length !== planned.size) throw new Error(`${late.length} of ${planned.size} woke.`);
  return late.sort((a, b) => a - b)[Math.floor(late.length * 0.99)] ?? 0;
}

/** What the worker holds when it has come to rest: the least of some looks. */
async function memoryMb(pid: number | undefined): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 10; look++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
    looks.push(Number(stdout) / 1024);
  }
  return Math.round(Math.min(...looks));
}

async function until(is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + longestMs;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`This took longer than ${longestMs / 60_000} minutes: this machine is too busy to measure.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
