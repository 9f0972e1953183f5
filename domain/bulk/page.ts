import { mayEnter } from "../../engine/run/index.ts";
import type { Command } from "../../engine/run/types.ts";
import { clock, DomainError, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { manyFacts, readFacts } from "../facts/index.ts";
import { FlowModel, versionOf } from "../flows/index.ts";
import { enrolAndStart, moveRun, RunModel, subjectIdOf, tellRun, undoSeconds, undoStart } from "../runs/index.ts";
import { isWaiting, pageSize, scopeOfBulk } from "./begin.ts";
import { stillThere, subjectFor } from "./lists.ts";
import { type BulkCounts, BulkModel, BulkPageModel, type BulkProblem, type BulkRecord } from "./model.ts";

const lanes = 8;
const mostProblems = 50;
/** How many are done each second, by all that go on for a firm one after the other. */
const perSecond = (): number => Number(process.env.FIRMFLOW_BULK_PER_SECOND ?? 50);

interface Page {
  ids: string[];
  next: string;
}
type Became = { became: keyof BulkCounts } | { became: "refused"; reason: string };

/** Does the next page of it. `more`: there may be another, after so many milliseconds. Repeatable at any point. */
export function bulkPage(firmId: string, bulkId: string): Promise<{ more: boolean; waitMs: number }> {
  return withScope(systemScope(firmId), async () => {
    const job = (await BulkModel.findById(bulkId).lean()) as Stored<BulkRecord> | null;
    if (!job || (job.state !== "working" && job.state !== "undoing")) return { more: false, waitMs: 0 };
    if (job.state === "working" && isWaiting(job, clock.now()))
      return { more: true, waitMs: (job.undoUntil?.getTime() ?? 0) - clock.now().getTime() + 1 };
    const from = Date.now();
    const page = await nextPage(job);
    if (!page.ids.length) {
      await BulkModel.updateOne(standing(job), { $set: { state: job.state === "undoing" ? "undone" : "done", endedAt: clock.now() } });
      return { more: true, waitMs: 0 };
    }
    const became = job.state === "undoing" ? await undoPage(job, page.ids) : await doPage(job, page.ids);
    const counts = Object.fromEntries(
      ["done", "already", "refused", "undone"].map((one) => [one, became.filter((it) => it.became === one).length]),
    );
    const problems = became.flatMap((one, n): BulkProblem[] => ("reason" in one ? [{ id: page.ids[n] ?? "", reason: one.reason }] : []));
    await BulkModel.updateOne(standing(job), {
      $set: { upTo: page.next },
      $inc: Object.fromEntries(Object.entries(counts).map(([name, count]) => [`counts.${name}`, count])),
      ...(problems.length ? { $push: { problems: { $each: problems, $slice: mostProblems } } } : {}),
    });
    return { more: true, waitMs: Math.max(0, (page.ids.length / perSecond()) * 1000 - (Date.now() - from)) };
  });
}

/** Stopped, undone or done by another attempt meanwhile: nothing is counted twice. */
const standing = ({ _id, state, upTo }: Stored<BulkRecord>) => ({ _id, state, upTo });

async function nextPage({ _id, does, state, everybody, upTo }: Stored<BulkRecord>): Promise<Page> {
  if (state === "undoing" && does === "start") {
    const runs = await RunModel.find({ bulkId: _id, _id: { $gt: upTo } }, { _id: 1 })
      .sort({ _id: 1 })
      .limit(pageSize)
      .lean();
    return { ids: runs.map((one) => one._id), next: runs.at(-1)?._id ?? upTo };
  }
  if (everybody) {
    const ids = (await manyFacts(everybody, upTo, pageSize)).map((one) => subjectIdOf(one.subject));
    return { ids, next: ids.at(-1) ?? upTo };
  }
  const n = Number(upTo || 0);
  const page = await BulkPageModel.findOne({ bulkId: _id, n }).lean();
  return { ids: page?.ids ?? [], next: String(n + 1) };
}

async function undoPage(job: Stored<BulkRecord>, ids: string[]): Promise<Became[]> {
  if (job.does === "hold") return await inLanes(ids, (id) => liftHold(job, id));
  // It was asked for in time, however long it takes.
  const { undone } = await undoStart(scopeOfBulk(job), ids, new Date(0));
  return ids.map((id) => ({ became: undone.includes(id) ? "undone" : "already" }));
}

/** Only what is held for this reason: a hold that stood there before stays. */
async function liftHold(job: Stored<BulkRecord>, runId: string): Promise<Became> {
  const scope = scopeOfBulk(job);
  const run = await withScope(scope, () => RunModel.findById(runId, { status: 1, position: 1 }).lean());
  if (run?.status !== "held" || !run.position.some((place) => place.state === "held" && place.reason === job.reason))
    return { became: "already" };
  await tellRun({ ...scope, idempotencyKey: `${job._id}:undo` }, runId, { do: "resume" });
  return { became: "undone" };
}

async function doPage(job: Stored<BulkRecord>, ids: string[]): Promise<Became[]> {
  return await inLanes(ids, job.does === "start" ? await starter(job, ids) : job.does === "move" ? mover(job) : teller(job));
}

async function inLanes(ids: string[], one: (id: string) => Promise<Became>): Promise<Became[]> {
  const became: Became[] = [];
  const queue = ids.map((id, n) => ({ id, n }));
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) became[next.n] = await orRefused(() => one(next.id));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return became;
}

/** What the domain refuses is for staff to read; everything else is tried again. */
async function orRefused(work: () => Promise<Became>): Promise<Became> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) return { became: "refused", reason: error.message };
    throw error;
  }
}

async function starter(job: Stored<BulkRecord>, ids: string[]): Promise<(id: string) => Promise<Became>> {
  const { flowKey = "", occurrence, everybody, _id: bulkId } = job;
  const kind = everybody ?? (job.of === "contact" || job.of === "occasion" ? job.of : "matter");
  const there = await stillThere(kind, ids);
  const scope: Scope = scopeOfBulk(job);
  const flow = await FlowModel.findOne({ key: flowKey }).lean();
  const version = everybody && flow?.liveVersion ? await versionOf(flowKey, flow.liveVersion) : null;
  const how = occurrence ? { occurrence } : { undoSeconds };
  return async (id) => {
    if (!there.has(id)) return { became: "refused", reason: "No longer on file." };
    const subject = subjectFor(kind, id);
    if (version && !mayEnter(version.definition, await readFacts(scope, subject), clock.now().toISOString())) return { became: "refused" };
    const enrolled = await enrolAndStart(scope, { flowKey, subject, bulkId, ...how });
    if (enrolled.became === "run") return { became: "done" };
    // An attempt before this one got so far, and its answer was lost.
    const ours = enrolled.runId !== undefined && (await withScope(scope, () => RunModel.exists({ _id: enrolled.runId, bulkId })));
    return { became: ours ? "done" : "already" };
  };
}

function teller(job: Stored<BulkRecord>): (id: string) => Promise<Became> {
  const scope = { ...scopeOfBulk(job), idempotencyKey: job._id };
  return async (runId) => {
    const place = await placeOf(job, runId);
    if (place === "elsewhere") return { became: "already" };
    if (job.does === "hold" && place.status === "held") return { became: "already" };
    await tellRun(scope, runId, commandOf(job, place.token));
    return { became: "done" };
  };
}

/** Where a run stands, as far as it matters: of those at a step, whoever has gone on since is left alone. */
async function placeOf(
  { at, does, ...job }: Stored<BulkRecord>,
  runId: string,
): Promise<{ status?: string; token?: string } | "elsewhere"> {
  if (!at && does !== "hold") return {};
  const scope = scopeOfBulk({ ...job, does });
  const run = await withScope(scope, () => RunModel.findById(runId, { status: 1, position: 1 }).lean());
  if (!at) return run ? { status: run.status } : {};
  const place = run?.position.find((one) => one.step === at);
  return run && place ? { status: run.status, token: place.token } : "elsewhere";
}

function commandOf({ does, reason, until, step = "" }: Stored<BulkRecord>, token: string | undefined): Command {
  const at = token ? { token } : {};
  switch (does) {
    case "retry":
    case "skip":
      return { do: does, ...at };
    case "jump":
      return { do: "jump", to: step, ...at };
    case "hold":
      return { do: "hold", reason: reason ?? "", ...(until ? { until } : {}) };
    case "resume":
      return { do: "resume" };
    case "cancel":
      return { do: "cancel", ...(reason ? { reason } : {}) };
    case "start":
    case "move":
      throw new Error(`${does} is no command of a run.`);
    default:
      return does satisfies never;
  }
}

/** To another version of their flow (rule 13); what is in flight for somebody lets them move as soon as it is settled. */
function mover(job: Stored<BulkRecord>): (id: string) => Promise<Became> {
  return async (runId) => {
    if ((await placeOf(job, runId)) === "elsewhere") return { became: "already" };
    const {
      became,
      why = "It could not be moved.",
      version,
    } = await moveRun(scopeOfBulk(job), runId, { to: job.version ?? 0, mapping: {} });
    if (became === "refused") return version === job.version ? { became: "already" } : { became, reason: why };
    return { became: "done" };
  };
}
