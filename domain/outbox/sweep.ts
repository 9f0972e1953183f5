import { everyFirm } from "../firms/index.ts";
import { RunModel } from "../runs/index.ts";
import { dropPlanned } from "./plan.ts";

/** Takes messages out of the plan whose flows have ended. */
export async function sweepPlanned(onError: (error: unknown) => void): Promise<void> {
  for (const scope of await everyFirm()) await dropPlanned(scope, ended).catch(onError);
}

async function ended(runIds: string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const open = await RunModel.find({ _id: { $in: runIds }, status: { $ne: "ended" } }, { _id: 1 }).lean();
  const going = new Set(open.map((one) => one._id));
  return new Set(runIds.filter((id) => !going.has(id)));
}
