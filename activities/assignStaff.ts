import { assignAmong } from "../domain/matters/index.ts";
import { matterOf, recordActivity } from "./carryOut.ts";

/** Gives the matter to a member of staff. */
export const assignStaff = recordActivity(async (carrying) => {
  const { how, among } = carrying.params;
  const { staffId } = await assignAmong(carrying.scope, {
    matterId: matterOf(carrying),
    how: how as "fixed" | "roundRobin" | "fewestOpen",
    among: Array.isArray(among) ? among.map(String) : [],
  });
  return { staff: staffId };
});
