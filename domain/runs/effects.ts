import type { EffectKey, EffectResult } from "../../engine/run/types.ts";
import { clock, emptyInput, isDuplicateKey, isTooFar, newId, operation, type Scope, withScope } from "../base/index.ts";
import { EffectModel } from "./model.ts";

/**
 * Once (rule 2): an effect is recorded under (run, step, visit, part) before the world is touched. Whoever holds its lease may act;
 * the lease outlasts any attempt, so that nobody acts while another may still be acting.
 */
export type Claim =
  /** Act. `uncertain`: an earlier attempt may have acted and nobody knows. */
  | { claim: "ours"; uncertain: boolean }
  /** It was done before; this is what came of it. */
  | { claim: "settled"; result: EffectResult }
  /** Another attempt may be acting until then. */
  | { claim: "leased"; until: Date };

export interface ClaimInput {
  runId: string;
  key: EffectKey;
  kind: string;
  /** Names the attempt. */
  holder: string;
  /** Longer than an attempt may take. */
  leaseMs: number;
}

const keyOf = (runId: string, { step, visit, part }: EffectKey) => ({ runId, step, visit, part });

export const claimEffect = (scope: Scope, input: ClaimInput): Promise<Claim> => withScope(scope, () => claim(input));

async function claim({ runId, key, kind, holder, leaseMs }: ClaimInput): Promise<Claim> {
  const now = clock.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const mine = { state: "claimed" as const, holder, leaseUntil };
  try {
    await EffectModel.create([{ _id: newId("effect"), ...keyOf(runId, key), kind, ...mine, attempts: 1 }]);
    return { claim: "ours", uncertain: false };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const before = await EffectModel.findOne(keyOf(runId, key)).lean();
  if (before?.state === "done" && before.result) return { claim: "settled", result: before.result };
  if (before?.state === "claimed" && isTooFar(before.leaseUntil, leaseUntil)) {
    await EffectModel.updateOne({ _id: before._id, state: "claimed", attempts: before.attempts }, { $set: { leaseUntil } });
    return { claim: "leased", until: leaseUntil };
  }
  const free = before?.state === "free" || (before?.state === "claimed" && before.leaseUntil !== undefined && before.leaseUntil <= now);
  if (!before || !free) return { claim: "leased", until: before?.leaseUntil ?? leaseUntil };
  // Only as it was seen: another attempt may have taken or settled it in between.
  const seen = { _id: before._id, state: before.state, attempts: before.attempts };
  const { matchedCount } = await EffectModel.updateOne(seen, { $set: mine, $inc: { attempts: 1 } });
  if (matchedCount === 0) return { claim: "leased", until: leaseUntil };
  return { claim: "ours", uncertain: await noteUncertain(runId, key, before) };
}

/** An attempt whose lease ran out without a word may have acted; that stays so however later attempts end. */
async function noteUncertain(runId: string, key: EffectKey, before: { state: string; uncertain?: boolean }): Promise<boolean> {
  if (before.uncertain) return true;
  if (before.state !== "claimed") return false;
  await EffectModel.updateOne(keyOf(runId, key), { $set: { uncertain: true } });
  return true;
}

/** Writes down what came of it. Only whoever holds the claim can; false for everybody else. */
export const settleEffect = (
  scope: Scope,
  { runId, key, holder, result }: { runId: string; key: EffectKey; holder: string; result: EffectResult },
): Promise<boolean> =>
  withScope(scope, async () => {
    const done = { $set: { state: "done", result }, $unset: { leaseUntil: 1 } };
    const { matchedCount } = await EffectModel.updateOne({ ...keyOf(runId, key), holder }, done);
    return matchedCount === 1;
  });

/** An attempt that takes long keeps its right to act. False where another has it by now, or has settled what came of it. */
export const renewEffect = (
  scope: Scope,
  { runId, key, holder, leaseMs }: { runId: string; key: EffectKey; holder: string; leaseMs: number },
): Promise<boolean> =>
  withScope(scope, async () => {
    const leaseUntil = new Date(clock.now().getTime() + leaseMs);
    const { matchedCount } = await EffectModel.updateOne({ ...keyOf(runId, key), holder, state: "claimed" }, { $set: { leaseUntil } });
    return matchedCount === 1;
  });

/** The attempt surely did nothing: the next may act at once. */
export const freeEffect = (scope: Scope, input: { runId: string; key: EffectKey; holder: string }): Promise<void> =>
  withScope(scope, async () => {
    await EffectModel.updateOne(
      { ...keyOf(input.runId, input.key), holder: input.holder, state: "claimed" },
      { $set: { state: "free" }, $unset: { leaseUntil: 1 } },
    );
  });

/** What is known of an effect, whoever carried it out. */
export const effectResult = (scope: Scope, runId: string, key: EffectKey): Promise<EffectResult | null> =>
  withScope(scope, async () => {
    const known = await EffectModel.findOne(keyOf(runId, key), { state: 1, result: 1 }).lean();
    return known?.state === "done" ? (known.result ?? null) : null;
  });

/**
 * For effects that touch nothing but our own database: the change and the effect's record are written in one transaction, so it
 * happens once and there is never anything uncertain about it.
 */
export function performOnce(
  scope: Scope,
  { runId, key, kind, act }: { runId: string; key: EffectKey; kind: string; act: () => Promise<EffectResult> },
): Promise<EffectResult> {
  const once = operation({
    name: "runs.performOnce",
    role: "owner",
    input: emptyInput,
    run: async () => {
      const known = await EffectModel.findOne(keyOf(runId, key)).lean();
      if (known?.state === "done" && known.result) return known.result;
      const result = await act();
      const done = { $set: { kind, state: "done", result }, $inc: { attempts: 1 }, $setOnInsert: { _id: newId("effect") } };
      await EffectModel.updateOne(keyOf(runId, key), done, { upsert: true });
      return result;
    },
  });
  return once(scope, {});
}
