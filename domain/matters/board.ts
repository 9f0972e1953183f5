import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock, query } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { byDate, closed, cursorOf, key, optionalId, page, pastCursor } from "../inputs/index.ts";
import { pipelineOf } from "../pipelines/index.ts";
import { withLines } from "./cards.ts";
import { linesOf } from "./list.ts";
import { type MatterStanding, mattersStanding } from "./standing.ts";

/** Whose cards: a case type's, or only those of one member of staff. */
const whose = { caseType: key, assignee: optionalId };

/** A case type's board: each stage with how many matters, their worth, and the first cards, longest in the stage first. */
export const readBoard = query({
  name: "matters.board",
  role: "viewer",
  input: Type.Object({ ...whose, cards: Type.Integer({ minimum: 1, maximum: 200, default: 25 }) }, closed),
  run: async ({ cards: most, caseType, assignee }) => {
    const { name, stages } = await pipelineOf(caseType);
    const all = await mattersStanding();
    const ofType = all.filter((one) => one.caseType === caseType);
    const byStage = Map.groupBy(assignee ? ofType.filter((one) => one.assignee === assignee) : ofType, (one) => one.stage);
    const columns = stages.map((stage) => {
      const here = byStage.get(stage.id) ?? [];
      return { ...stage, count: here.length, value: here.reduce((sum, one) => sum + (one.value ?? 0), 0) };
    });
    const first = stages.flatMap((stage) => (byStage.get(stage.id) ?? []).sort(longestThere).slice(0, most));
    const cards = await withLines(await linesOf(first));
    return {
      ...{ caseType, name, month: await closedThisMonth(ofType), totals: totalsOf(all) },
      columns: columns.map((column) => ({ ...column, cards: cards.filter((card) => card.stage === column.id) })),
    };
  },
});

const sinceWhen = (one: MatterStanding): Date => one.stageSince;
const longestThere = byDate(sinceWhen, "oldest");

/** More cards of one stage, after those that were shown. */
export const readStageCards = query({
  name: "matters.stageCards",
  role: "viewer",
  input: Type.Object({ ...whose, stage: key, cursor: page.cursor, limit: page.limit }, closed),
  run: async ({ stage, cursor, limit, caseType, assignee }) => {
    const here = (await mattersStanding()).filter(
      (one) => one.caseType === caseType && one.stage === stage && (!assignee || one.assignee === assignee),
    );
    const found = here.filter(pastCursor(cursor, sinceWhen, "oldest")).sort(longestThere);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const cards = await withLines(await linesOf(shown));
    return found.length > limit && last ? { cards, next: cursorOf(last.stageSince, last._id) } : { cards };
  },
});

/** How many matters of each case type are not lost. */
function totalsOf(matters: readonly MatterStanding[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { caseType, state } of matters) if (state !== "lost") totals[caseType] = (totals[caseType] ?? 0) + 1;
  return totals;
}

/** What was won and lost since the first of the month, in the firm's zone. */
async function closedThisMonth(matters: readonly MatterStanding[]): Promise<{ since: Date; won: number; lost: number }> {
  const { zone } = await firmInScope();
  const today = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(zone);
  const since = new Date(today.with({ day: 1 }).startOfDay().epochMilliseconds);
  const closed = (state: "won" | "lost") => matters.filter((one) => one.state === state && one.closedAt && one.closedAt >= since).length;
  return { since, won: closed("won"), lost: closed("lost") };
}
