/** What the canvas says of a flow's runs while somebody watches. Pure. */
import type { StepNumbers, Verdict, Watched } from "../../../domain/watching/index.ts";
import type { StepId } from "../../../engine/definition/types.ts";
import { lineId } from "../canvas/flowNodes.ts";

export interface WayNumber {
  mark: string;
  count: number;
  /** Of those who came to its step; null for the way from the start. */
  share: number | null;
}
export interface Numbers {
  steps: ReadonlyMap<StepId, StepNumbers>;
  /** By the line's id. */
  ways: ReadonlyMap<string, WayNumber>;
}

/** What did not change since keeps its identity: its card is not drawn again. */
export function numbersOf({ steps, ways, runs }: Pick<Watched, "steps" | "ways" | "runs">, before?: Numbers | null): Numbers {
  const byStep = new Map(steps.map((one) => [one.step, same(one, before?.steps.get(one.step))]));
  const start: [string, WayNumber] = [lineId(null, "start"), { mark: "began", count: runs.began, share: null }];
  const lines = ways.map(({ from, outlet, count }): [string, WayNumber] => {
    const came = byStep.get(from)?.counts.entered ?? count;
    return [lineId(from, outlet), { mark: `way:${from}|${outlet}`, count, share: count / Math.max(1, came) }];
  });
  return { steps: byStep, ways: new Map([start, ...lines].map(([id, way]) => [id, same(way, before?.ways.get(id))])) };
}

const same = <T>(now: T, before: T | undefined): T => (before && JSON.stringify(before) === JSON.stringify(now) ? before : now);

export const many = (count: number): string => count.toLocaleString("en-US");
/** Between none and all there is no 0 % and no 100 %. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (share > 0 && rounded === 0) return "under 1 %";
  return share < 1 && rounded === 100 ? "over 99 %" : `${rounded} %`;
}

/** "1,080 · 90 %" beside a line. */
export const wayWords = ({ count, share }: WayNumber): string => (share === null ? many(count) : `${many(count)} · ${percent(share)}`);

const units: [number, string][] = [
  [365 * 86_400_000, "year"],
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

/** "about 3 days", in the largest unit that fits; what is over within a minute is not worth a word. */
export function tookWords(ms: number | undefined): string | null {
  const unit = ms === undefined ? undefined : units.find(([length]) => ms >= length * 0.95);
  if (!unit || ms === undefined) return null;
  const count = Math.round(ms / unit[0]);
  return `about ${many(count)} ${unit[1]}${count === 1 ? "" : "s"}`;
}

/** What may be said of versions or arms, in plain words; `names` are theirs in order. */
export function verdictWords(verdict: Verdict, names: readonly string[]): string {
  switch (verdict.says) {
    case "tooFew":
      return `Too few people to tell: at least ${verdict.fewest} of each must have come through.`;
    case "unclear":
      return verdict.needed === undefined
        ? "There is no difference to be told so far."
        : `Too few people to tell: a difference like this may be chance. About ${many(verdict.needed)} of each would tell.`;
    case "better":
      return `“${names[verdict.arm] ?? ""}” does better, by ${percent(Math.max(0, verdict.from))} to ${percent(verdict.to)}. Chance alone would hardly make that.`;
    default:
      return verdict satisfies never;
  }
}

/** The step a mark is about: `waiting:form` and `way:form|onGiveUp` are about the form; none is about the flow. */
export const stepOf = (mark: string): StepId | undefined => mark.split(":")[1]?.split("|")[0];
