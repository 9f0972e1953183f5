import { clock, type Scope, systemScope, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { hold, release } from "../holds/index.ts";
import { HoldModel } from "../holds/model.ts";

/** Somebody who wants a while without marketing, and none of it to be stopped: a hold on marketing alone, by their own wish, that ends by itself. */

const months = 6;
const reason = "They asked on their preference page to be left alone for a while.";

/** Until when they have paused; null when they have not. Within a scope. */
export async function pausedUntil(contactId: string): Promise<Date | null> {
  const [open] = await openPauses(await whoIsNow(contactId));
  return open?.until ?? null;
}

/** No marketing for half a year, counted from now. Nothing of a case waits. */
export async function pause({ firmId }: Scope, contactId: string): Promise<void> {
  const until = new Date(clock.now());
  until.setUTCMonth(until.getUTCMonth() + months);
  const scope = systemScope(firmId, "Their own wish");
  await withScope(scope, async () => {
    const targetId = await whoIsNow(contactId);
    const [open] = await openPauses(targetId);
    if (open) await HoldModel.updateOne({ _id: open._id }, { $set: { until } });
    else await hold(scope, { target: "contact", targetId, only: "marketing", reason, until: until.toISOString() });
  });
}

/** They want it again. What staff, or an answer of theirs, holds stays held. */
export async function endPause({ firmId }: Scope, contactId: string): Promise<void> {
  const scope = systemScope(firmId, "Their own wish");
  await withScope(scope, async () => {
    for (const { _id: holdId } of await openPauses(await whoIsNow(contactId))) await release(scope, { holdId });
  });
}

/** The record that a person's former one became part of. */
const whoIsNow = async (contactId: string): Promise<string> =>
  (await ContactModel.findById(contactId, { mergedInto: 1 }).lean())?.mergedInto ?? contactId;

async function openPauses(contactId: string): Promise<{ _id: string; until?: Date }[]> {
  const now = clock.now();
  const open = await HoldModel.find({ targetId: contactId, liftedAt: null }, { target: 1, only: 1, reason: 1, until: 1 }).lean();
  return open.filter(
    (one) => one.target === "contact" && one.only === "marketing" && one.reason === reason && one.until && one.until > now,
  );
}
