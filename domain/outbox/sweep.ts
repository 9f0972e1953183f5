import { mayStillLeave, type RunState } from "../../engine/run/index.ts";
import { everyFirm } from "../firms/index.ts";
import { RunModel } from "../runs/index.ts";
import { dropPlanned, type PlannedKey } from "./plan.ts";

/** Takes messages out of the plan whose flows have ended, or have gone on without them. */
export async function sweepPlanned(onError: (error: unknown) => void): Promise<void> {
  for (const scope of await everyFirm()) await dropPlanned(scope, whyOver).catch(onError);
}

async function whyOver(keys: PlannedKey[]): Promise<(key: PlannedKey) => string | null> {
  const ids = (of: PlannedKey[]) => [...new Set(of.map((one) => one.runId))];
  const open = keys.length ? await RunModel.find({ _id: { $in: ids(keys) }, status: { $ne: "ended" } }, { position: 1 }).lean() : [];
  const places = new Map(open.map((run) => [run._id, run.position]));
  const stands = ({ runId, step, visit }: PlannedKey) =>
    places.get(runId)?.some((one) => one.step === step && one.visit === visit) === true;
  // Few stand elsewhere: of these alone is looked up whether the message waits beside.
  const away = keys.filter((one) => places.has(one.runId) && !stands(one));
  const looked = away.length ? await RunModel.find({ _id: { $in: ids(away) } }, { advanced: 1 }).lean() : [];
  const states = new Map(looked.map((run) => [run._id, stateOf(run.advanced)]));
  return (key) => {
    if (!places.has(key.runId)) return "Its flow ended before it left.";
    const state = states.get(key.runId);
    return !state || stands(key) || mayStillLeave(state, key) ? null : "Its flow went on before it left.";
  };
}

/** Null for a run that has not begun: nothing of it is over. */
const stateOf = (advanced: string | undefined): RunState | null => (advanced ? (JSON.parse(advanced) as { state: RunState }).state : null);
