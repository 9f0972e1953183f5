import { mayEnter } from "../../engine/run/index.ts";
import type { Command } from "../../engine/run/types.ts";
import { clock, DomainError, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { manyFacts, readFacts } from "../facts/index.ts";
import { FlowModel, versionOf } from "../flows/index.ts";
import { enrolAndStart, RunModel, subjectIdOf, tellRun, undoSeconds, undoStart } from "../runs/index.ts";
import { pageSize, scopeOfBulk } from "./begin.ts";
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

async function nextPage({ _id, state, everybody, upTo }: Stored<BulkRecord>): Promise<Page> {
  if (state === "undoing") {
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
  // It was asked for in time, however long it takes.
  const { undone } = await undoStart(scopeOfBulk(job), ids, new Date(0));
  return ids.map((id) => ({ became: undone.includes(id) ? "undone" : "already" }));
}

async function doPage(job: Stored<BulkRecord>, ids: string[]): Promise<Became[]> {
  const one = job.does === "start" ? await starter(job, ids) : teller(job);
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
  const kind = everybody ?? (job.of === "contact" ? "contact" : "matter");
  const there = kind === "occasion" ? null : await stillThere(kind, ids);
  const scope: Scope = scopeOfBulk(job);
  const flow = await FlowModel.findOne({ key: flowKey }).lean();
  const version = everybody && flow?.liveVersion ? await versionOf(flowKey, flow.liveVersion) : null;
  const how = occurrence ? { occurrence } : { undoSeconds };
  return async (id) => {
    if (there && !there.has(id)) return { became: "refused", reason: "No longer on file." };
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
  const { does, reason } = job;
  const command: Command =
    does === "cancel" ? { do: "cancel", ...(reason ? { reason } : {}) } : { do: does as "retry" | "skip" | "resume" };
  return async (runId) => {
    await tellRun({ ...scopeOfBulk(job), idempotencyKey: job._id }, runId, command);
    return { became: "done" };
  };
}
