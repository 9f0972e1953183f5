import type { Facts } from "../../engine/run/types.ts";
import { clock, currentScope } from "../base/index.ts";
import { HoldModel } from "./model.ts";

export interface HeldBy {
  contactIds: string[];
  matterId?: string;
  flowKey?: string;
}

/** The hold in force on any of these, the one that ends last; read by every effect right before it acts. Within a scope. */
export async function holdInForce({ contactIds, matterId, flowKey }: HeldBy): Promise<Facts["hold"] | undefined> {
  const now = clock.now();
  const found = await HoldModel.find({
    liftedAt: null,
    $and: [
      { $or: [{ until: null }, { until: { $gt: now } }] },
      {
        $or: [
          { target: "firm", targetId: currentScope().firmId },
          ...(contactIds.length ? [{ target: "contact" as const, targetId: { $in: contactIds } }] : []),
          ...(matterId ? [{ target: "matter" as const, targetId: matterId }] : []),
          ...(flowKey ? [{ target: "flow" as const, targetId: flowKey }] : []),
        ],
      },
    ],
  }).lean();
  const [last] = found.sort((a, b) => (b.until?.getTime() ?? Number.POSITIVE_INFINITY) - (a.until?.getTime() ?? Number.POSITIVE_INFINITY));
  if (!last) return undefined;
  const since = new Date(Math.min(...found.map((one) => one.since.getTime())));
  return { reason: last.reason, since: since.toISOString(), ...(last.until ? { until: last.until.toISOString() } : {}) };
}

/** Whether the people or the matter themselves are on hold, apart from any hold on the flow or the whole firm. Within a scope. */
export async function areHeldThemselves({ contactIds, matterId }: Pick<HeldBy, "contactIds" | "matterId">): Promise<boolean> {
  const targets = [
    { target: "contact" as const, targetId: { $in: contactIds } },
    ...(matterId ? [{ target: "matter" as const, targetId: matterId }] : []),
  ];
  const open = { liftedAt: null, $or: [{ until: null }, { until: { $gt: clock.now() } }] };
  return (await HoldModel.exists({ $and: [open, { $or: targets }] })) !== null;
}
