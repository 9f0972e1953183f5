import Type from "typebox";
import { clock, query, remembered } from "../base/index.ts";
import { FlowModel } from "../flows/model.ts";
import { JournalModel, manyRuns, RunModel } from "../runs/index.ts";
import { Range, rangeOf, type Stretch } from "./range.ts";

interface Tally {
  _id: { flowKey: string; status: string; outcome?: string };
  runs: number;
}

/** How flows do: of the runs begun within the range, how many go on, finished, reached a goal, left early or need somebody. */
export const readFlowReport = query({
  name: "reports.flows",
  role: "viewer",
  input: Range,
  run: ({ from, to }) => remembered(`reports.flows|${from ?? ""}|${to ?? ""}`, areMany, () => reportOf(rangeOf(from, to))),
});
export type FlowReport = Awaited<ReturnType<typeof reportOf>>;

const areMany = ({ flows }: FlowReport) => flows.reduce((sum, one) => sum + one.entered, 0) > manyRuns;

async function reportOf(range: Stretch) {
  const flows = await FlowModel.find({}, { key: 1, name: 1 }).lean();
  const tallies = await RunModel.aggregate<Tally>([
    { $match: { startedAt: { $gte: range.from, $lt: range.to } } },
    { $group: { _id: { flowKey: "$flowKey", status: "$status", outcome: "$outcome" }, runs: { $sum: 1 } } },
  ]);
  const onTheWay = await goalsOnTheWay(range);
  const rows = flows.map(({ key, name }) => {
    const ofFlow = tallies.filter((one) => one._id.flowKey === key);
    const sum = (fits: (one: Tally["_id"]) => boolean) => ofFlow.filter((one) => fits(one._id)).reduce((all, one) => all + one.runs, 0);
    const goal = sum((one) => one.outcome === "goal");
    const left = sum((one) => one.outcome === "exited" || one.outcome === "cancelled");
    return {
      key,
      name,
      entered: sum(() => true),
      running: sum((one) => one.status === "running" || one.status === "held"),
      attention: sum((one) => one.status === "attention"),
      finished: sum((one) => one.status === "ended") - left,
      goal: goal + (onTheWay.get(key) ?? 0),
      left,
    };
  });
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    flows: rows.sort((a, b) => b.entered - a.entered || a.name.localeCompare(b.name)),
  };
}

const week = 7 * 86_400_000;
const weeks = 12;

/** Of each flow, the last twelve weeks: how many runs began in each, and of those that are over how many reached the goal. */
export const readFlowTrends = query({
  name: "reports.flowTrends",
  role: "viewer",
  input: Type.Object({}, { additionalProperties: false }),
  run: () => remembered("reports.flowTrends", (found) => found.flatMap((one) => one.begun).reduce((a, b) => a + b, 0) > manyRuns, trends),
});

async function trends() {
  const to = clock.now();
  const from = new Date(to.getTime() - weeks * week);
  const begun = await RunModel.aggregate<{ _id: { flowKey: string; week: number }; runs: number }>([
    { $match: { startedAt: { $gte: from, $lt: to }, outcome: { $nin: ["refused", "undone"] } } },
    {
      $group: {
        _id: { flowKey: "$flowKey", week: { $floor: { $divide: [{ $subtract: ["$startedAt", from] }, week] } } },
        runs: { $sum: 1 },
      },
    },
  ]);
  const { flows } = await reportOf({ from, to });
  return flows.map(({ key, goal, finished, left }) => ({
    key,
    begun: Array.from({ length: weeks }, (_, at) => begun.find(({ _id }) => _id.flowKey === key && _id.week === at)?.runs ?? 0),
    goal,
    over: finished + left,
  }));
}
export type FlowTrend = Awaited<ReturnType<typeof trends>>[number];

/** By flow, runs whose goal led to a step instead of ending them. */
async function goalsOnTheWay({ from, to }: Stretch): Promise<Map<string, number>> {
  const reached = (await JournalModel.distinct("runId", { what: "goal", at: { $gte: from } })).slice(0, 50_000);
  const runs = reached.length
    ? await RunModel.find({ _id: { $in: reached }, startedAt: { $gte: from, $lt: to }, outcome: { $ne: "goal" } }, { flowKey: 1 }).lean()
    : [];
  return new Map([...Map.groupBy(runs, (run) => run.flowKey)].map(([key, group]) => [key, group.length]));
}
