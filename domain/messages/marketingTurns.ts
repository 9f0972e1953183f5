import Type from "typebox";
import { capOpens, type MarketingCap } from "../../engine/run/index.ts";
import { clock, firmModel, newId, operation } from "../base/index.ts";

/**
 * When marketing went to a person, from any flow: what the firm's cap counts (rule 8). One record for each person, so that two flows that
 * write to them at the same moment meet here and the second one waits.
 */
interface TurnsRecord {
  contactId: string;
  /** The message's key and when it had its turn. */
  turns: { key: string; at: Date }[];
  changes: number;
}
const TurnsModel = firmModel<TurnsRecord>(
  "MarketingTurns",
  {
    contactId: { type: String, required: true },
    turns: { type: [{ _id: false, key: String, at: Date }], default: [] },
    changes: { type: Number, default: 0 },
  },
  { indexes: [{ fields: { contactId: 1 }, unique: true }] },
);

/** So many turns are remembered: as many as the highest cap counts. */
const mostTurns = 100;
const line = Type.String({ minLength: 1, maxLength: 400 });

/** When marketing went to this person lately. Within a scope. */
export async function marketingSentTo(contactId: string): Promise<string[]> {
  const known = await TurnsModel.findOne({ contactId }, { turns: 1 }).lean();
  return (known?.turns ?? []).map((turn) => turn.at.toISOString());
}

/** Two records of a person become one: what went to either counts for the one that stays. Within an operation. */
export async function mergeMarketingTurns(keepId: string, otherId: string): Promise<void> {
  const theirs = await TurnsModel.findOne({ contactId: otherId }, { turns: 1 }).lean();
  if (!theirs?.turns.length) return;
  const mine = await TurnsModel.findOne({ contactId: keepId }, { turns: 1 }).lean();
  const turns = [...(mine?.turns ?? []), ...theirs.turns].sort((one, two) => one.at.getTime() - two.at.getTime()).slice(-mostTurns);
  await TurnsModel.updateOne(
    { contactId: keepId },
    { $set: { turns }, $inc: { changes: 1 }, $setOnInsert: { _id: newId("turns") } },
    { upsert: true },
  );
}

/** Takes a turn for a message about to leave, or tells when there will be one. A message has one turn, however often it is tried. */
export const takeMarketingTurn = operation({
  name: "messages.takeMarketingTurn",
  role: "staff",
  input: Type.Object({
    contactId: line,
    key: line,
    cap: Type.Optional(Type.Unsafe<MarketingCap>(Type.Object({ messages: Type.Number(), days: Type.Number() }))),
  }),
  run: async ({ contactId, key, cap }): Promise<{ until?: string }> => {
    // Written first, so that of two transactions one has to wait for the other.
    await TurnsModel.updateOne({ contactId }, { $inc: { changes: 1 }, $setOnInsert: { _id: newId("turns") } }, { upsert: true });
    const known = await TurnsModel.findOne({ contactId }).lean();
    const turns = known?.turns ?? [];
    if (turns.some((turn) => turn.key === key)) return {};
    const now = clock.now();
    const sent = turns.map((turn) => turn.at.toISOString());
    const until = capOpens(cap, sent, now.toISOString());
    if (until !== now.toISOString()) return { until };
    await TurnsModel.updateOne({ contactId }, { $push: { turns: { $each: [{ key, at: now }], $slice: -mostTurns } } });
    return {};
  },
});

/** The message surely did not leave: another one may go in its place. */
export const giveBackMarketingTurn = operation({
  name: "messages.giveBackMarketingTurn",
  role: "staff",
  input: Type.Object({ contactId: line, key: line }),
  run: async ({ contactId, key }) => {
    await TurnsModel.updateOne({ contactId }, { $pull: { turns: { key } } });
  },
});
