import { withScope } from "../../domain/base/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { enrol, enrolAndStart, RunModel } from "../../domain/runs/index.ts";
import { type BenchMatter, benchFirm, delayAndMail } from "./firm.ts";
import type { Bench } from "./running.ts";

const runs = Number(process.env.FIRMFLOW_BENCH_RUNS ?? 100);
const times = 10;

export interface Steps {
  stepsRatio: number;
  stepsPerSecond: number;
  handWrittenStepsPerSecond: number;
}

/** Steps per second (a delay and a mail are two) of many runs at once, ours against the hand-written workflow, in turn. */
export async function measureSteps(bench: Bench): Promise<Steps> {
  const ours: number[] = [];
  const theirs: number[] = [];
  // Each warms up on a few, then they take turns, so that neither has the colder machine.
  await runOurs(bench, 5);
  await runTheirs(bench, 5);
  for (let round = 0; round < 2; round++) {
    ours.push(await runOurs(bench, runs / 2));
    theirs.push(await runTheirs(bench, runs / 2));
  }
  const mean = (rates: number[]) => rates.length / rates.reduce((sum, rate) => sum + 1 / rate, 0);
  return {
    stepsRatio: Math.round((mean(ours) / mean(theirs)) * 100) / 100,
    stepsPerSecond: Math.round(mean(ours) * 10) / 10,
    handWrittenStepsPerSecond: Math.round(mean(theirs) * 10) / 10,
  };
}

/** Only work that was done counts: each mail must have come to the server. */
function rate(count: number, from: number, mails: number): number {
  const took = performance.now() - from;
  if (mails !== count * times) throw new Error(`${mails} of ${count * times} mails were sent: what was measured is not the work.`);
  return (count * times * 2) / (took / 1000);
}

async function runOurs({ workers, mails }: Bench, count: number): Promise<number> {
  const { scope, matter } = await benchFirm();
  await publishDefinition(scope, { definition: delayAndMail("ours", times) });
  const matters = await prepare(count, matter);
  const [from, before] = [performance.now(), mails()];
  const ids = await Promise.all(
    matters.map(async ({ matterId }) => {
      const enrolled = await enrolAndStart(scope, { flowKey: "ours", subject: { kind: "matter", matterId } });
      return enrolled.runId ?? "";
    }),
  );
  await Promise.all(ids.map((id) => workers.client.workflow.getHandle(id).result()));
  return rate(count, from, mails() - before);
}

async function runTheirs({ workers, taskQueue, mails }: Bench, count: number): Promise<number> {
  const { scope, matter } = await benchFirm();
  await publishDefinition(scope, { definition: delayAndMail("theirs", times) });
  const matters = await prepare(count, matter);
  const [from, before] = [performance.now(), mails()];
  await Promise.all(
    matters.map(async ({ matterId, contactId }) => {
      const { runId } = await enrol(scope, { flowKey: "theirs", subject: { kind: "matter", matterId } });
      await withScope(scope, () => RunModel.updateOne({ _id: runId }, { $set: { workflow: "started" } }));
      const request = { firmId: scope.firmId, runId: runId ?? "", flowKey: "theirs", contactId };
      await workers.client.workflow.execute("handWritten", { workflowId: `hand-${runId}`, taskQueue, args: [request, times] });
    }),
  );
  return rate(count, from, mails() - before);
}

async function prepare(count: number, matter: () => Promise<BenchMatter>): Promise<BenchMatter[]> {
  const matters: BenchMatter[] = [];
  for (let made = 0; made < count; made++) matters.push(await matter());
  return matters;
}

/** History events that one delay and one mail add to a run, everything included. */
export async function eventsPerDelayEmail({ workers }: Bench): Promise<number> {
  const { scope, matter } = await benchFirm();
  const lengths: number[] = [];
  const more = 3;
  for (const count of [1, 1 + more]) {
    const key = `events${count}`;
    // Long enough that no wait is over before it begins, however slow the machine is.
    await publishDefinition(scope, { definition: delayAndMail(key, count, [], "PT10S") });
    const { matterId } = await matter();
    const { runId } = await enrolAndStart(scope, { flowKey: key, subject: { kind: "matter", matterId } });
    const handle = workers.client.workflow.getHandle(runId ?? "");
    await handle.result();
    lengths.push((await handle.describe()).historyLength);
  }
  return Math.round((((lengths[1] ?? 0) - (lengths[0] ?? 0)) / more) * 100) / 100;
}
