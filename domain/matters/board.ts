import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock, query, remembered, type Stored } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { closed, cursorOf, key, oldestFirst, optionalId, page } from "../inputs/index.ts";
import { pipelineOf } from "../pipelines/index.ts";
import { withLines } from "./cards.ts";
import { linesOf } from "./list.ts";
import { MatterModel, type MatterRecord } from "./model.ts";

/** Whose cards: a case type's, or only those of one member of staff. */
const whose = { caseType: key, assignee: optionalId };
interface Whose {
  caseType: string;
  assignee?: string;
}

/** A case type's board: each stage with how many matters, their worth, and the first cards, longest in the stage first. */
export const readBoard = query({
  name: "matters.board",
  role: "viewer",
  input: Type.Object({ ...whose, cards: Type.Integer({ minimum: 1, maximum: 200, default: 25 }) }, closed),
  run: async ({ cards: most, ...of }) => {
    const { caseType } = of;
    const { name, stages } = await pipelineOf(caseType);
    const everybodys = await tallied();
    const tallies = of.assignee ? await tallied(of.assignee) : everybodys;
    const columns = stages.map((stage) => {
      const here = tallies.filter((one) => one.caseType === caseType && one.stage === stage.id);
      return { ...stage, count: sum(here, "count"), value: sum(here, "value") };
    });
    const first: Stored<MatterRecord>[] = [];
    for (const { id, count } of columns) {
      const since = Math.min(...tallies.filter((one) => one.caseType === caseType && one.stage === id).map((one) => one.since.getTime()));
      if (count > 0) first.push(...(await firstCards(of, id, { limit: most, count, since })));
    }
    const cards = await withLines(await linesOf(first));
    return {
      ...{ caseType, name, month: await closedThisMonth(caseType), totals: totalsOf(everybodys) },
      columns: columns.map((column) => ({ ...column, cards: cards.filter((card) => card.stage === column.id) })),
    };
  },
});

/** More cards of one stage, after those that were shown. */
export const readStageCards = query({
  name: "matters.stageCards",
  role: "viewer",
  input: Type.Object({ ...whose, stage: key, cursor: page.cursor, limit: page.limit }, closed),
  run: async ({ stage, cursor, limit, ...of }) => {
    const found = await oldestFirst("stageSince", { cursor, limit: limit + 1 }, reading(of, stage));
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const cards = await withLines(await linesOf(shown));
    return found.length > limit && last ? { cards, next: cursorOf(last.stageSince, last._id) } : { cards };
  },
});

/** Up to so many are sorted at once. */
const few = 300;
const hour = 3_600_000;

/**
 * Those that have been in a stage longest, where it is known how many there are and since when the first. The database sorts a window of
 * time at a time, never the whole of a full stage: one that should hold enough, and wider ones while it does not. Within a scope.
 */
async function firstCards(of: Whose, stage: string, { limit, count, since }: { limit: number; count: number; since: number }) {
  const read = reading(of, stage);
  if (count <= few) return await read({}, limit);
  const end = clock.now().getTime() + 24 * hour;
  const found: Stored<MatterRecord>[] = [];
  let width = Math.max(hour, ((end - since) * 2 * limit) / count);
  for (let at = since; at < end && found.length < limit; at += width, width *= 2)
    found.push(...(await read({ stageSince: { $gte: new Date(at), $lt: new Date(at + width) } }, limit - found.length)));
  return found;
}

/** Reads a stage's matters, longest there first. */
const reading =
  ({ caseType, assignee }: Whose, stage: string) =>
  async (where: Record<string, unknown>, most: number) =>
    (await MatterModel.find({ ...(assignee ? { assignee } : {}), deletedAt: null, caseType, stage, ...where })
      .sort({ stageSince: 1, _id: 1 })
      .limit(most)
      .lean()) as Stored<MatterRecord>[];

interface Tally {
  caseType: string;
  stage: string;
  state: string;
  count: number;
  value: number;
  /** Since when the first has been there. */
  since: Date;
}

/** How many matters stand where, and what they are worth: everybody's, or those of one member of staff. Within a scope. */
async function tallied(assignee?: string): Promise<Tally[]> {
  const isLarge = (tallies: Tally[]) => sum(tallies, "count") > 5_000;
  return await remembered(`board:${assignee ?? ""}`, isLarge, async () => {
    const rows = await MatterModel.aggregate<
      Omit<Tally, "caseType" | "stage" | "state"> & { _id: Pick<Tally, "caseType" | "stage" | "state"> }
    >([
      { $match: { ...(assignee ? { assignee } : {}), deletedAt: null } },
      {
        $group: {
          _id: { caseType: "$caseType", stage: "$stage", state: "$state" },
          count: { $sum: 1 },
          value: { $sum: "$value" },
          since: { $min: "$stageSince" },
        },
      },
    ]);
    return rows.map(({ _id, ...sums }) => ({ ..._id, ...sums }));
  });
}

const sum = (tallies: Tally[], what: "count" | "value") => tallies.reduce((total, one) => total + one[what], 0);

/** How many matters of each case type are not lost. */
function totalsOf(tallies: Tally[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { caseType, state, count } of tallies) if (state !== "lost") totals[caseType] = (totals[caseType] ?? 0) + count;
  return totals;
}

/** What was won and lost since the first of the month, in the firm's zone. */
async function closedThisMonth(caseType: string): Promise<{ since: Date; won: number; lost: number }> {
  const { zone } = await firmInScope();
  const today = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(zone);
  const since = new Date(today.with({ day: 1 }).startOfDay().epochMilliseconds);
  const closed = (state: "won" | "lost") => MatterModel.countDocuments({ deletedAt: null, caseType, state, closedAt: { $gte: since } });
  return { since, won: await closed("won"), lost: await closed("lost") };
}
