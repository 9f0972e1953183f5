import { clock, type Scope, withScope } from "../base/index.ts";
import { HoldModel } from "../holds/model.ts";
import { percent, spamRate } from "./guard.ts";
import { tellOwners } from "./tellOwners.ts";

const page = "/settings/deliverability";

/**
 * Tells the owners when so many report marketing as spam that providers mind, and when it is held for that: the first once a month, the
 * second once for each hold. After the complaint was written down; again, it tells nobody again.
 */
export async function warnOfSpam(scope: Scope): Promise<void> {
  const { rate, held } = await withScope(scope, async () => ({
    rate: await spamRate(),
    held: await HoldModel.findOne(
      { targetId: scope.firmId, target: "firm", only: "marketing", liftedAt: null },
      { reason: 1, by: 1 },
    ).lean(),
  }));
  // What staff hold themselves they know of.
  if (held?.by.id === "system")
    return await tellOwners(scope, {
      key: `spam:held:${held._id}`,
      about: "Your marketing is held: too many people report it as spam",
      says: `${held.reason}\n\nWhat belongs to cases goes on. Look in the outbox under “Reported as spam” at which message it was; when you know whom to leave out, lift the hold under Settings, Holds.`,
      page,
    });
  if (rate.verdict === "good") return;
  const { complaints, sent } = rate;
  await tellOwners(scope, {
    key: `spam:warned:${clock.now().toISOString().slice(0, 7)}`,
    about: "People report your marketing as spam",
    says: `${complaints} of the last thirty days’ ${sent.toLocaleString("en-US")} marketing emails (${percent(rate.rate)}). Stay below 0.1%: at 0.3% mail providers refuse a sender’s mail, and Firmflow holds all marketing. Look in the outbox under “Reported as spam” at which message it was, and send it only to people who asked for it.`,
    page,
  });
}
