import { clock, type Scope } from "../base/index.ts";
import { HoldModel } from "./model.ts";
import { hold } from "./operations.ts";

/** So long marketing waits after somebody wrote to us, unless staff let it go on sooner. */
const pauseMs = 14 * 86_400_000;

const reasons = {
  email: "They answered an email: marketing waits until somebody has talked with them.",
  text: "They answered by text: marketing waits until somebody has talked with them.",
} as const;

/**
 * One pause at a time: a further answer begins it anew, whichever way it came. Where marketing waits for longer already, by their own wish or
 * held by staff, an answer shortens nothing. Within an operation.
 */
export async function pauseAfterAnswer(scope: Scope, contactId: string, by: keyof typeof reasons): Promise<void> {
  const now = clock.now();
  const until = new Date(now.getTime() + pauseMs);
  const unlifted = await HoldModel.find(
    { targetId: contactId, target: "contact", liftedAt: null },
    { only: 1, reason: 1, until: 1 },
  ).lean();
  const open = unlifted.filter((one) => one.only === "marketing" && (!one.until || one.until > now));
  if (open.some((one) => !one.until || one.until >= until)) return;
  const own = open.find((one) => one.reason === reasons.email || one.reason === reasons.text);
  if (own) await HoldModel.updateOne({ _id: own._id }, { $set: { until, reason: reasons[by] } });
  else await hold(scope, { target: "contact", targetId: contactId, only: "marketing", reason: reasons[by], until: until.toISOString() });
}
