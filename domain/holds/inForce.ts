import type { Facts } from "../../engine/run/types.ts";
import { clock, currentScope, type Stored } from "../base/index.ts";
import { HoldModel, type HoldRecord, type HoldTarget } from "./model.ts";

export interface HeldBy {
  contactIds: string[];
  matterId?: string;
  flowKey?: string;
}

/** The hold in force on any of these, the one that ends last; read by every effect right before it acts. Within a scope. */
export const holdInForce = (by: HeldBy): Promise<Facts["hold"] | undefined> => lastHold(by, undefined);

/** The same of holds that keep back marketing alone. Within a scope. */
export const marketingHold = (by: HeldBy): Promise<Facts["hold"] | undefined> => lastHold(by, "marketing");

async function lastHold({ contactIds, matterId, flowKey }: HeldBy, only: HoldRecord["only"]): Promise<Facts["hold"] | undefined> {
  const on: Held[] = [
    { target: "firm", ids: [currentScope().firmId] },
    { target: "contact", ids: contactIds },
    { target: "matter", ids: matterId ? [matterId] : [] },
    { target: "flow", ids: flowKey ? [flowKey] : [] },
  ];
  const found = await openHolds(on, only);
  const [last] = found.sort((a, b) => (b.until?.getTime() ?? Number.POSITIVE_INFINITY) - (a.until?.getTime() ?? Number.POSITIVE_INFINITY));
  if (!last) return undefined;
  const since = new Date(Math.min(...found.map((one) => one.since.getTime())));
  return { reason: last.reason, since: since.toISOString(), ...(last.until ? { until: last.until.toISOString() } : {}) };
}

/** Whether the people or the matter themselves are on hold, apart from any hold on the flow or the whole firm. Within a scope. */
export async function areHeldThemselves({ contactIds, matterId }: Pick<HeldBy, "contactIds" | "matterId">): Promise<boolean> {
  const on: Held[] = [
    { target: "contact", ids: contactIds },
    { target: "matter", ids: matterId ? [matterId] : [] },
  ];
  const found = await openHolds(on, undefined);
  return found.length > 0;
}

interface Held {
  target: HoldTarget;
  ids: string[];
}

/** One look by the ids, which an index answers; a flow's key may be another's id in name only, so what it lies on is asked of the few found. */
async function openHolds(on: Held[], only: HoldRecord["only"]): Promise<Stored<HoldRecord>[]> {
  const now = clock.now();
  const found = await HoldModel.find({ targetId: { $in: on.flatMap((one) => one.ids) }, liftedAt: null }).lean();
  const lies = (hold: HoldRecord) => on.some(({ target, ids }) => target === hold.target && ids.includes(hold.targetId));
  return (found as Stored<HoldRecord>[]).filter((hold) => hold.only === only && lies(hold) && (!hold.until || hold.until > now));
}
