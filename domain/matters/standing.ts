import { inPortions, mirrored, type Stored } from "../base/index.ts";
import { MatterModel, type MatterRecord } from "./model.ts";

const told = [
  ...(["caseType", "stage", "stageSince", "state", "assignee", "source", "value"] as const),
  ...(["openedAt", "closedAt", "firstTouchAt", "search"] as const),
] as const;
/** Where a matter stands: what boards, lists and reports ask of all of them. */
export type MatterStanding = Pick<Stored<MatterRecord>, (typeof told)[number] | "_id">;

/** Where every matter of the firm stands. Within a scope. */
export const mattersStanding = (): Promise<MatterStanding[]> => mirrored(MatterModel, told);

/** These matters as they are now, in this order; those deleted meanwhile are left out. Within a scope. */
export async function mattersInOrder(ids: readonly string[]): Promise<Stored<MatterRecord>[]> {
  const found = await inPortions(ids, (some) => MatterModel.find({ _id: { $in: some }, deletedAt: null }).lean());
  const byId = new Map((found as Stored<MatterRecord>[]).map((one) => [one._id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
