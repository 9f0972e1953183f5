import { Context } from "@temporalio/activity";
import { clock } from "../domain/base/index.ts";
import { giveBackMarketingTurn, keyText, takeMarketingTurn, takePlace } from "../domain/messages/index.ts";
import { claimEffect, freeEffect, renewEffect, settleEffect } from "../domain/runs/index.ts";
import { type EffectResult, personById } from "../engine/run/index.ts";
import type { Carrying } from "./carryOut.ts";
import { inDoubt, temporary, uncertain } from "./errors.ts";

/** Longer than an attempt to hand over a message may take, whoever of the two gives up first. */
const leaseMs = (): number => Number(process.env.FIRMFLOW_LEASE_SECONDS ?? 90) * 1000;

/** The right to act, held by this attempt alone. */
export interface Claimed {
  /** An earlier attempt may have acted and nobody knows. */
  uncertain: boolean;
  /** Writes down what came of it. */
  settled(result: EffectResult): Promise<EffectResult>;
  /** This attempt is over; the next may act at once. */
  free(): Promise<void>;
  /**
   * Asked right before the world is touched: throws where this attempt has taken so long that another may be acting by now. Until then
   * it keeps its right for as long again.
   */
  stillOurs(): Promise<void>;
}

/** Claims an effect that touches the world outside (rule 2), has `act` do it, or tells what an earlier attempt did. */
export async function claiming({ scope, run, effect }: Carrying, act: (claimed: Claimed) => Promise<EffectResult>): Promise<EffectResult> {
  const mine = { runId: run._id, key: effect.key, holder: attemptName() };
  // Taken before the claim, so that it never seems younger than it is.
  let since = performance.now();
  const claim = await claimEffect(scope, { ...mine, kind: effect.kind, leaseMs: leaseMs() });
  if (claim.claim === "settled") return claim.result;
  if (claim.claim === "leased")
    throw temporary("Another attempt may still be sending this.", claim.until.getTime() - clock.now().getTime());
  try {
    return await act({
      uncertain: claim.uncertain,
      free: () => freeEffect(scope, mine),
      async stillOurs() {
        if (performance.now() - since < leaseMs() / 3) return;
        const renewing = performance.now();
        if (!(await renewEffect(scope, { ...mine, leaseMs: leaseMs() })))
          throw temporary("This took so long that another attempt has begun meanwhile.");
        since = renewing;
      },
      async settled(result) {
        if (await settleEffect(scope, { ...mine, result })) return result;
        // Another attempt has acted or will: it says what came of it, and that nobody knows how often.
        throw uncertain("This took so long that another attempt has begun meanwhile.");
      },
    });
  } catch (error) {
    throw inDoubt(error);
  }
}

/**
 * As `claiming`, for a message: a marketing one takes its turn under the firm's cap first (rule 8), and gives it back when it surely did
 * not leave. Between the decision to send and here another flow may have used the last turn: then this one goes later.
 */
export function claimingMessage(
  carrying: Carrying,
  message: { purpose: "transactional" | "marketing"; contactId: string },
  act: (claimed: Claimed & { giveBack(): Promise<void> }) => Promise<EffectResult>,
): Promise<EffectResult> {
  const { scope, run, effect, facts } = carrying;
  const turn = { contactId: message.contactId, key: keyText({ runId: run._id, ...effect.key }) };
  return claiming(carrying, async (claimed) => {
    const waits = await placeInLine(carrying, message, turn.key);
    if (waits) {
      await claimed.free();
      return waits;
    }
    if (message.purpose !== "marketing") return await act(askingAgain(carrying, { ...claimed, giveBack: async () => {} }));
    const cap = carrying.said.pressed ? undefined : facts.firm.marketingCap;
    const { until } = await takeMarketingTurn(scope, { ...turn, ...(cap ? { cap } : {}) });
    if (until) {
      await claimed.free();
      const reason = "They have had as much marketing as the firm sends one person.";
      return { status: "later", at: clock.now().toISOString(), until, reason };
    }
    return await act(askingAgain(carrying, { ...claimed, giveBack: () => giveBackMarketingTurn(scope, turn) }));
  });
}

/**
 * A message that had to wait for a connection leaves only where it is still to be sent: meanwhile its run may have ended, or a hold lies on
 * the person. Else the attempt is over, and the next one decides anew.
 */
function askingAgain<C extends Claimed & { giveBack(): Promise<void> }>({ stillToDo }: Carrying, claimed: C): C {
  return {
    ...claimed,
    async stillOurs() {
      await claimed.stillOurs();
      if (await stillToDo()) return;
      await claimed.giveBack();
      await claimed.free();
      throw temporary("While this waited for the mail server something has changed: it is decided anew.");
    },
  };
}

/** Where the firm has set a pace: the message's place in the line, unless it is there or staff said "now". */
async function placeInLine(
  { scope, facts, effect, said }: Carrying,
  { purpose, contactId }: { purpose: "transactional" | "marketing"; contactId: string },
  key: string,
): Promise<EffectResult | null> {
  const address = personById(contactId, facts)?.email;
  if (said.pressed || effect.kind === "sendText" || typeof address !== "string" || !address.includes("@")) return null;
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const { until } = await takePlace(scope, { key, domain, purpose });
  return until
    ? { status: "later", at: clock.now().toISOString(), until, reason: "Others are before it: the firm sends at a set pace." }
    : null;
}

function attemptName(): string {
  const { activityId, attempt, workflowExecution } = Context.current().info;
  return `${workflowExecution?.runId ?? ""}/${activityId}/${attempt}/${process.pid}`;
}
