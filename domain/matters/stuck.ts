import Type from "typebox";
import { clock, query } from "../base/index.ts";
import { closed, key, optionalId } from "../inputs/index.ts";
import { OccasionModel } from "../occasions/model.ts";
import { pipelineOf } from "../pipelines/index.ts";
import { RunModel } from "../runs/model.ts";
import { withLines } from "./cards.ts";
import { linesOf } from "./list.ts";
import { mattersStanding } from "./standing.ts";

/** Of each of the three reasons so many are looked at. */
const most = 500;
const year = 365 * 86_400_000;

/** The cards of a board that need somebody, wherever in their stage they stand. `mayBeMore` where not all could be looked at. */
export const readStuckCards = query({
  name: "matters.stuckCards",
  role: "viewer",
  input: Type.Object({ caseType: key, assignee: optionalId }, closed),
  run: async ({ caseType, assignee }) => {
    const { stages } = await pipelineOf(caseType);
    const here = (await mattersStanding()).filter((one) => one.caseType === caseType && (!assignee || one.assignee === assignee));
    const untouched = here.filter((one) => one.state === "open" && !one.firstTouchAt).slice(0, most);
    const runs = await RunModel.find({ status: "attention" }, { matterId: 1 }).sort({ startedAt: -1 }).limit(most).lean();
    const now = clock.now();
    const missed = await OccasionModel.find({ state: "missed", at: { $gte: new Date(now.getTime() - year), $lt: now } }, { matterId: 1 })
      .sort({ at: -1 })
      .limit(most)
      .lean();
    const ids = new Set([...untouched.map((one) => one._id), ...[...runs, ...missed].flatMap((one) => one.matterId ?? [])]);
    const cards = (await withLines(await linesOf(here.filter((one) => ids.has(one._id)))))
      .filter((card) => card.line?.state === "attention")
      .sort((one, other) => one.stageSince.getTime() - other.stageSince.getTime());
    return {
      columns: stages.map((stage) => {
        const of = cards.filter((card) => card.stage === stage.id);
        return { ...stage, count: of.length, value: of.reduce((sum, card) => sum + (card.value ?? 0), 0), cards: of };
      }),
      mayBeMore: [untouched, runs, missed].some((found) => found.length === most),
    };
  },
});
