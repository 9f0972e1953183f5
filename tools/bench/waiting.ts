import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Scope, withScope } from "../../domain/base/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { addField } from "../../domain/pipelines/index.ts";
import { JournalModel, RunModel } from "../../domain/runs/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { longestMs, people, startAll, withWorker } from "./bulkStart.ts";
import { benchFirm } from "./firm.ts";
import type { Bench } from "./running.ts";

/** Fewer where there is less time. A tenth of them waits and wakes before the others come: the measure for memory, and for how long all will take. */
const all = Number(process.env.FIRMFLOW_BENCH_WAITING ?? 10_000);
const few = Math.ceil(all / 10);
const spreadMs = 60_000;
const longest = longestMs(all);
/** What is waited for besides: the worker's memory is looked at for ten seconds. */
const restMs = 20_000;

export interface Waiting {
  /** Begun by one bulk start, pages and records included. */
  startsPerSecond: number;
  /** Woken when all should within one second. */
  wakesPerSecond: number;
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
  return await withWorker(bench, "bench-waiting", async (pid) => {
    const memory = () => memoryMb(pid());
    const { scope } = await benchFirm();
    await addField(scope, { on: "contact", key: "spreadAt", label: "Wakes first", type: "dateTime" });
    await addField(scope, { on: "contact", key: "burstAt", label: "Wakes again", type: "dateTime" });
    for (const key of ["rehearsed", "dated"]) await publishDefinition(scope, { definition: waitingFor(key) });

    const rehearsal = await rehearse(scope, memory);
    const roomMs = Math.min(longest, restMs + (all / rehearsal.startsPerSecond) * 1200);
    const againMs = Math.min(longest, restMs + (all / rehearsal.wakesPerSecond) * 1600);
    const spreadAt = Date.now() + roomMs;
    const burstAt = spreadAt + spreadMs + againMs;
    say(`all wait within ${inMinutes(roomMs)}, wake for ${inMinutes(againMs)}, and then all at once`);
    const dates = (n: number) => ({ spreadAt: instant(spreadAt + (n / all) * spreadMs), burstAt: instant(burstAt) });
    const planned = await people(scope, all, dates);
    const { perSecond } = await startAll(scope, "dated", [...planned.keys()]);
    await whenAt(scope, { flowKey: "dated", "position.step": "spread" }, all);
    if (Date.now() > spreadAt)
      throw new Error("They did not all stand waiting before the first was to wake: this machine is too busy to measure.");
    const rss10kMb = await memory();
    say(`the worker holds ${rehearsal.rssMb} MB with ${few} waiting, ${rss10kMb} MB with ${all} more`);
    await whenAt(scope, { flowKey: "dated", "position.step": "burst" }, all);
    const spread = await lateness(scope, { flowKey: "dated", step: "spread" }, planned, ({ spreadAt: at }) => at);
    say(`99 of 100 woke at most ${Math.round(spread.p99Ms)} ms late over a minute, ${spread.perSecond} each second`);
    await whenAt(scope, { flowKey: "dated", status: "ended" }, all);
    const burst = await lateness(scope, { flowKey: "dated", step: "burst" }, planned, ({ burstAt: at }) => at);
    return {
      startsPerSecond: Math.round(perSecond * 10) / 10,
      wakesPerSecond: burst.perSecond,
      rss1kMb: rehearsal.rssMb,
      rss10kMb,
      lateSpreadMs: spread.p99Ms,
      lateBurstMs: burst.p99Ms,
    };
  });
}

/** A tenth of them: how many begin and wake each second here, and what the worker holds while so many wait. They then wait on for longer than anybody measures. */
async function rehearse(scope: Scope, memory: () => Promise<number>) {
  // Room for five starts a second.
  const spreadAt = Date.now() + 60_000 + few * 200;
  const burstAt = instant(Date.now() + 300 * 86_400_000);
  const planned = await people(scope, few, () => ({ spreadAt: instant(spreadAt), burstAt }));
  const { perSecond: startsPerSecond } = await startAll(scope, "rehearsed", [...planned.keys()]);
  await whenAt(scope, { flowKey: "rehearsed", "position.step": "spread" }, few);
  const rssMb = await memory();
  if (Date.now() > spreadAt) throw new Error("A tenth of them did not all stand waiting in time: this machine is too busy to measure.");
  await whenAt(scope, { flowKey: "rehearsed", "position.step": "burst" }, few);
  const woke = await lateness(scope, { flowKey: "rehearsed", step: "spread" }, planned, ({ spreadAt: at }) => at);
  say(`${Math.round(startsPerSecond)} begin and ${woke.perSecond} wake each second`);
  return { startsPerSecond, wakesPerSecond: woke.perSecond, rssMb };
}

const say = (line: string) => console.error(line);
const inMinutes = (ms: number) => `${Math.ceil(ms / 60_000)} minutes`;
const instant = (ms: number) => new Date(ms).toISOString();

/** Waits for one date and then for another. */
const waitingFor = (key: string): Definition => ({
  ...{ format: "firmflow/1", key, name: key, subject: "contact" },
  enrol: { on: [], again: "never" },
  start: "spread",
  steps: {
    spread: { kind: "wait", field: "contact.spreadAt", next: "burst" },
    burst: { kind: "wait", field: "contact.burstAt", next: "done" },
    done: { kind: "end", outcome: "completed" },
  },
});

interface Dates {
  spreadAt: string;
  burstAt: string;
}

const countOf = (scope: Scope, filter: Record<string, unknown>) => withScope(scope, () => RunModel.countDocuments(filter));

/** Until so many of them stand so. A look counts them all, so the looks are kept rare: together they take a fiftieth of the time. */
async function whenAt(scope: Scope, filter: Record<string, unknown>, count: number): Promise<void> {
  for (const end = Date.now() + longest; ; ) {
    const from = performance.now();
    if ((await countOf(scope, filter)) >= count) return;
    const stuck = await countOf(scope, { flowKey: filter["flowKey"], status: "attention" });
    if (stuck > 0) throw new Error(`${stuck} runs came too late to their second wait: this machine is too busy to measure.`);
    if (Date.now() > end) throw new Error(`This took longer than ${inMinutes(longest)}: this machine is too busy to measure.`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(500, (performance.now() - from) * 50)));
  }
}

/** Milliseconds that 99 of 100 woke late at most: from the moment that was planned to the journal's being written. And how many woke each second. */
async function lateness(
  scope: Scope,
  { flowKey, step }: { flowKey: string; step: string },
  planned: Map<string, Dates>,
  dateOf: (dates: Dates) => string,
): Promise<{ p99Ms: number; perSecond: number }> {
  const { runs, lines } = await withScope(scope, async () => ({
    runs: await RunModel.find({ flowKey }, { contactId: 1 }).lean(),
    lines: await JournalModel.find({ what: "woke", step }, { runId: 1, recordedAt: 1 }).lean(),
  }));
  const datesOf = new Map(runs.map((run) => [run._id, planned.get(run.contactId ?? "")]));
  const woke = lines.flatMap(({ runId, recordedAt }) => {
    const dates = datesOf.get(runId);
    return dates ? [{ at: recordedAt.getTime(), late: recordedAt.getTime() - Date.parse(dateOf(dates)) }] : [];
  });
  if (woke.length !== planned.size) throw new Error(`${woke.length} of ${planned.size} woke.`);
  const late = woke.map((one) => one.late).sort((a, b) => a - b);
  const moments = woke.map((one) => one.at).sort((a, b) => a - b);
  const tookMs = Math.max(1, (moments.at(-1) ?? 0) - (moments[0] ?? 0));
  return { p99Ms: late[Math.floor(late.length * 0.99)] ?? 0, perSecond: Math.max(1, Math.round(planned.size / (tookMs / 1000))) };
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
