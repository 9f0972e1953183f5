import Type from "typebox";
import { clock, firmModel, newId, operation } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";

/**
 * How fast the firm's flows send: so many emails a minute, and so many to one receiving domain. Each message takes a place in the line
 * once and keeps it, however often it is tried, so that ten thousand that wait don't ask again and again. Marketing takes three quarters
 * of the pace: what belongs to cases never stands behind it.
 */
interface LineRecord {
  /** `firm`, or a receiving domain. */
  name: string;
  /** The first moment that is free for what belongs to cases, and for marketing. */
  cases: Date;
  marketing: Date;
  changes: number;
}
const LineModel = firmModel<LineRecord>(
  "MailLine",
  {
    name: { type: String, required: true },
    cases: { type: Date, required: true },
    marketing: { type: Date, required: true },
    changes: { type: Number, default: 0 },
  },
  { indexes: [{ fields: { name: 1 }, unique: true }] },
);
interface PlaceRecord {
  key: string;
  at: Date;
}
const PlaceModel = firmModel<PlaceRecord>(
  "MailPlace",
  { key: { type: String, required: true }, at: { type: Date, required: true } },
  {
    indexes: [
      { fields: { key: 1 }, unique: true },
      { fields: { at: 1 }, expireAfterSeconds: 30 * 86_400, global: true },
    ],
  },
);

const line = Type.String({ minLength: 1, maxLength: 400 });
/** Sooner than this is now. */
const nowMs = 500;

/** Takes a message's place in the line. Gives when it may leave; nothing when that is now, or the firm has set no pace. */
export const takePlace = operation({
  name: "messages.takePlace",
  role: "staff",
  input: Type.Object({ key: line, domain: line, purpose: Type.Enum(["transactional", "marketing"]) }),
  run: async ({ key, domain, purpose }): Promise<{ until?: string }> => {
    const { mailPace } = await firmInScope();
    if (!mailPace) return {};
    const now = clock.now();
    const known = await PlaceModel.findOne({ key }, { at: 1 }).lean();
    const at = known?.at ?? (await placeAt(now, purpose, { firm: mailPace.perMinute, [domain]: mailPace.perDomain }));
    if (!known) await PlaceModel.create([{ _id: newId("turns"), key, at }]);
    return at.getTime() - now.getTime() > nowMs ? { until: at.toISOString() } : {};
  },
});

async function placeAt(now: Date, purpose: "transactional" | "marketing", rates: Record<string, number>): Promise<Date> {
  const lane = purpose === "marketing" ? "marketing" : "cases";
  const lines: { name: string; perMinute: number; known: Pick<LineRecord, "cases" | "marketing"> | null }[] = [];
  for (const [name, perMinute] of Object.entries(rates)) {
    // Written first, so that of two transactions one has to wait for the other.
    await LineModel.updateOne(
      { name },
      { $inc: { changes: 1 }, $setOnInsert: { _id: newId("turns"), cases: now, marketing: now } },
      { upsert: true },
    );
    lines.push({ name, perMinute, known: await LineModel.findOne({ name }).lean() });
  }
  const free = ({ known }: (typeof lines)[number]) => Math.max(now.getTime(), known?.[lane].getTime() ?? 0);
  const at = new Date(Math.max(...lines.map(free)));
  for (const one of lines) {
    const { name, perMinute, known } = one;
    // The firm's line moves by one place, however long the domain's own is: others don't stand behind a slow domain.
    const from = name === "firm" ? free(one) : at.getTime();
    const next = new Date(from + stepOf(lane, perMinute, (known?.marketing ?? now) > now));
    await LineModel.updateOne({ name }, { $set: { [lane]: next } });
  }
  return at;
}

/** Milliseconds between two of a kind. While marketing goes, the two share the pace; else cases have all of it. */
function stepOf(lane: "cases" | "marketing", perMinute: number, marketingGoes: boolean): number {
  const whole = 60_000 / perMinute;
  if (lane === "marketing") return (whole * 4) / 3;
  return marketingGoes ? whole * 4 : whole;
}
