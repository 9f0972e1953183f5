/** So many of an arm must have come to an end before it says anything. */
export const fewest = 20;

export interface Arm {
  won: number;
  of: number;
}

/**
 * `tooFew`: an arm has hardly anybody. `unclear`: what difference there is may be chance; `needed` of each arm would tell one so large.
 * `better`: the arm of this number does better than each other one, and chance alone would hardly say so.
 */
export type Verdict =
  | { says: "tooFew"; fewest: number }
  | { says: "unclear"; needed?: number }
  | { says: "better"; arm: number; from: number; to: number };

/** What may be said of how arms did. Wrong in at most one of twenty comparisons, however many arms there are (Bonferroni). */
export function compareArms(arms: readonly Arm[]): Verdict {
  if (arms.length < 2 || arms.some((arm) => arm.of < fewest)) return { says: "tooFew", fewest };
  const order = arms.map((arm, index) => ({ ...arm, index })).sort((a, b) => b.won / b.of - a.won / a.of);
  const [best, ...others] = order;
  const second = others[0];
  if (!best || !second) return { says: "tooFew", fewest };
  const z = zOf(others.length);
  const [lower, upper] = differenceOf(best, second, z);
  const isBetter = others.every((other) => differenceOf(best, other, z)[0] > 0);
  if (isBetter) return { says: "better", arm: best.index, from: lower, to: upper };
  const needed = neededFor(best.won / best.of, second.won / second.of, z);
  return { says: "unclear", ...(needed === undefined ? {} : { needed }) };
}

/** The share as it may really be, from what was seen of so many (Wilson 1927). */
export function wilson({ won, of }: Arm, z = zOf(1)): [number, number] {
  if (of === 0) return [0, 1];
  const share = won / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const middle = share + z ** 2 / (2 * of);
  const all = 1 + z ** 2 / of;
  return [Math.max(0, (middle - spread) / all), Math.min(1, (middle + spread) / all)];
}

/** How far one share lies above another, as it may really be (Newcombe 1998, method 10). */
export function differenceOf(a: Arm, b: Arm, z = zOf(1)): [number, number] {
  const [p, q] = [a.won / a.of, b.won / b.of];
  const [[lowA, highA], [lowB, highB]] = [wilson(a, z), wilson(b, z)];
  return [p - q - Math.hypot(p - lowA, highB - q), p - q + Math.hypot(highA - p, q - lowB)];
}

/** Standard deviations for one error in twenty, shared by so many comparisons. */
const shared = [1.96, 2.241, 2.394, 2.498, 2.576, 2.638, 2.69, 2.734, 2.773, 2.807];
const zOf = (comparisons: number): number => shared[Math.min(comparisons, shared.length) - 1] ?? 1.96;

/** Four in five times a difference that is there shows. */
const power = 0.8416;
/** A difference of less than two in a hundred is not worth waiting for. */
const smallest = 0.02;

/** How many of each arm would tell shares like these apart; undefined where they hardly differ. */
function neededFor(p: number, q: number, z: number): number | undefined {
  const difference = Math.abs(p - q);
  if (difference < smallest) return undefined;
  const middle = (p + q) / 2;
  const spread = z * Math.sqrt(2 * middle * (1 - middle)) + power * Math.sqrt(p * (1 - p) + q * (1 - q));
  return Math.ceil((spread / difference) ** 2);
}
