import Type from "typebox";
import type { Definition, StepId } from "../../engine/definition/types.ts";
import { outletsOf } from "../../engine/steps/index.ts";
import { query, remembered } from "../base/index.ts";
import { versionOf } from "../flows/index.ts";
import { JournalModel, manyRuns, RunModel } from "../runs/index.ts";
import { rangeOf } from "./range.ts";
import { type RunStory, type StepsStory, storyOf } from "./stepStory.ts";

/** So many of the newest runs are followed; of a larger flow they say enough. */
const most = 2000;
const pageSize = 200;

/** How the runs of a flow that began within the range went through its steps. Of a firm with many as it was a moment ago. */
export const readFlowSteps = query({
  name: "reports.flowSteps",
  role: "viewer",
  input: Type.Object(
    {
      key: Type.String({ maxLength: 120 }),
      version: Type.Optional(Type.Integer({ minimum: 1 })),
      from: Type.Optional(Type.String({ format: "date-time" })),
      to: Type.Optional(Type.String({ format: "date-time" })),
    },
    { additionalProperties: false },
  ),
  run: ({ key, version, from, to }) =>
    remembered(
      `reports.flowSteps|${key}|${version ?? ""}|${from ?? ""}|${to ?? ""}`,
      ({ runs }) => runs > manyRuns / 50,
      () => follow(key, version, from, to),
    ),
});

async function follow(
  flowKey: string,
  version: number | undefined,
  from: string | undefined,
  to: string | undefined,
): Promise<StepsStory & { runs: number; more: boolean }> {
  const range = rangeOf(from, to);
  const began = { flowKey, startedAt: { $gte: range.from, $lt: range.to } };
  const found = await RunModel.find(began, { version: 1, position: 1, outcome: 1 })
    .sort({ startedAt: -1 })
    .limit(most + 1)
    .lean();
  const runs = found.slice(0, most).filter((run) => (version === undefined || run.version === version) && run.outcome !== "undone");
  const leadsTo = await waysOf(flowKey, [...new Set(runs.map((run) => run.version))]);
  const stories: RunStory[] = [];
  for (let start = 0; start < runs.length; start += pageSize) {
    const page = runs.slice(start, start + pageSize);
    const lines = await JournalModel.find(
      { runId: { $in: page.map((run) => run._id) } },
      { runId: 1, seq: 1, at: 1, what: 1, step: 1 },
    ).lean();
    const byRun = Map.groupBy(lines, (line) => line.runId);
    for (const run of page) {
      const told = (byRun.get(run._id) ?? []).sort((a, b) => a.seq - b.seq);
      stories.push({
        leadsTo: leadsTo.get(run.version) ?? new Map(),
        standing: run.position.map((place) => place.step),
        lines: told.flatMap(({ step, at, what }) => (step ? [{ step, at: at.getTime(), what }] : [])),
      });
    }
  }
  return { ...storyOf(stories), runs: runs.length, more: found.length > most };
}

/** By version, where each step leads. */
async function waysOf(flowKey: string, versions: number[]): Promise<Map<number, ReadonlyMap<StepId, readonly StepId[]>>> {
  const ways = new Map<number, ReadonlyMap<StepId, readonly StepId[]>>();
  for (const number of versions) {
    const version = await versionOf(flowKey, number).catch(() => undefined);
    if (version) ways.set(number, leadsOf(version.definition));
  }
  return ways;
}

const leadsOf = ({ steps }: Definition): ReadonlyMap<StepId, readonly StepId[]> =>
  new Map(Object.entries(steps).map(([id, step]) => [id, outletsOf({ ...step }).flatMap((outlet) => outlet.to ?? [])]));
