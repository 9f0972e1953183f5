import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock, query } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { FlowModel } from "../flows/model.ts";
import { dayOf, dayTallies, together } from "../watching/index.ts";
import { Range, rangeOf } from "./range.ts";

/**
 * How flows do: of the runs begun on the days of the range, how many go on, finished, reached a goal, left early or need somebody. Told from
 * what was counted as they went on (`domain/watching`), never by reading runs.
 */
export const readFlowReport = query({
  name: "reports.flows",
  role: "viewer",
  input: Range,
  run: async ({ from, to }) => {
    const range = rangeOf(from, to);
    const { zone } = await firmInScope();
    const flows = await FlowModel.find({}, { key: 1, name: 1 }).lean();
    const days = await dayTallies(dayOf(range.from, zone), dayOf(new Date(range.to.getTime() - 1), zone));
    const byFlow = Map.groupBy(days, (one) => one.flowKey);
    const rows = flows.map(({ key, name }) => {
      const { began, open, over, gone, attention, goal } = together((byFlow.get(key) ?? []).map((one) => one.tally));
      return { key, name, entered: began, running: open - attention, attention, finished: over - gone, goal, left: gone };
    });
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      flows: rows.sort((a, b) => b.entered - a.entered || a.name.localeCompare(b.name)),
    };
  },
});
export type FlowReport = Awaited<ReturnType<typeof readFlowReport>>;

const weeks = 12;

/** Of these flows, the last twelve weeks, the last until today: how many runs began in each, and of those that are over how many reached the goal. */
export const readFlowTrends = query({
  name: "reports.flowTrends",
  role: "viewer",
  input: Type.Object({ keys: Type.Array(Type.String()) }, { additionalProperties: false }),
  run: async ({ keys }) => {
    const { zone } = await firmInScope();
    const today = Temporal.PlainDate.from(dayOf(clock.now(), zone));
    const days = await dayTallies(today.subtract({ days: weeks * 7 - 1 }).toString(), today.toString());
    const weekOf = (day: string) => weeks - 1 - Math.floor(Temporal.PlainDate.from(day).until(today, { largestUnit: "days" }).days / 7);
    const byFlow = Map.groupBy(days, (one) => one.flowKey);
    return keys.map((key) => {
      const begun = Array.from({ length: weeks }, () => 0);
      const ofFlow = byFlow.get(key) ?? [];
      for (const { day, tally } of ofFlow) begun[weekOf(day)] = (begun[weekOf(day)] ?? 0) + tally.began;
      const { goal, over } = together(ofFlow.map((one) => one.tally));
      return { key, begun, goal, over };
    });
  },
});
export type FlowTrend = Awaited<ReturnType<typeof readFlowTrends>>[number];
