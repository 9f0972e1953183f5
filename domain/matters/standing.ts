import { inPortions, mirrored, type Stored } from "../base/index.ts";
import { MatterModel, type MatterRecord } from "./model.ts";

const told = [
  ...(["number", "title", "caseType", "stage", "stageSince", "state", "assignee", "source", "value"] as const),
  ...(["mainContactId", "people", "openedAt", "closedAt", "firstTouchAt", "search"] as const),
] as const;
/** A matter as boards, lists and reports tell of it. */
export type MatterStanding = Pick<Stored<MatterRecord>, (typeof told)[number] | "_id">;

/** Where every matter of the firm stands. Within a scope. */
export const mattersStanding = (): Promise<MatterStanding[]> => mirrored(MatterModel, told);

/** These matters as they are now, in this order; those deleted meanwhile are left out. Within a scope. */
export async function mattersInOrder(ids: readonly string[]): Promise<Stored<MatterRecord>[]> {
  const found = await inPortions(ids, (some) => MatterModel.find({ _id: { $in: some }, deletedAt: null }).lean());
  const byId = new Map((found as Stored<MatterRecord>[]).map((one) => [one._id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** These matters, those that were deleted too. Within a scope. */
export async function mattersNamed(ids: readonly string[]): Promise<Map<string, MatterStanding>> {
  const wanted = new Set(ids);
  if (!wanted.size) return new Map();
  const found = new Map((await mattersStanding()).filter((one) => wanted.has(one._id)).map((one) => [one._id, one]));
  const others = [...wanted].filter((id) => !found.has(id));
  for (const one of await inPortions(others, (some) => MatterModel.find({ _id: { $in: some } }).lean()))
    found.set(one._id, one as Stored<MatterRecord>);
  return found;
}
