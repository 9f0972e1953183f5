import { moveStage as move } from "../domain/matters/index.ts";
import { matterOf, recordActivity } from "./carryOut.ts";

/** Moves the matter to a stage of its pipeline. */
export const moveStage = recordActivity(async (carrying) => {
  const { from, to } = await move(carrying.scope, { matterId: matterOf(carrying), stage: String(carrying.params["stage"]) });
  return { from, to };
});
