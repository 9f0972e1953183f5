/** What the canvas says of a flow's runs while somebody watches. Pure. */
import type { StepNumbers, Watched } from "../../../domain/watching/index.ts";
import type { StepId } from "../../../engine/definition/types.ts";
import type { Verdict } from "../../../engine/watching/compareArms.ts";
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
/** Between none and all there is no 0% and no 100%. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (share > 0 && rounded === 0) return "under 1%";
  return share < 1 && rounded === 100 ? "over 99%" : `${rounded}%`;
}

/** "1,080 · 90%" beside a line. */
export const wayWords = ({ count, share }: WayNumber): string => (share === null ? many(count) : `${many(count)} · ${percent(share)}`);

/** Who needs staff there now; where nobody does, for how many it ever failed. */
export function troubleOf({ attention, failed }: StepNumbers["counts"]): {
  what: "attention" | "failed";
  count: number | undefined;
  words: string;
} {
  return attention === undefined
    ? { what: "failed", count: failed, words: "failed" }
    : { what: "attention", count: attention, words: attention === 1 ? "needs attention" : "need attention" };
}

/** Steps that only write to somebody: what became of it is what one wants to know. */
export const isLetter = (kind: string): boolean => kind === "sendEmail" || kind === "sendText";

/** A step's numbers in one line, as they are printed: "12 waiting · 340 done · 2 need attention". Of a letter, what became of it. */
export function countWords({ counts }: Pick<StepNumbers, "counts">, writes: boolean): string {
  const trouble = troubleOf(counts);
  const told: [number | undefined, string][] = [
    [counts.waiting, "waiting"],
    ...(writes
      ? ([
          [counts.delivered, "delivered"],
          [counts.clicked, "clicked"],
          [counts.replied, "replied"],
        ] as [number | undefined, string][])
      : ([[counts.done, "done"]] as [number | undefined, string][])),
    [trouble.count, trouble.words],
  ];
  return told.flatMap(([count, words]) => (count === undefined ? [] : [`${many(count)} ${words}`])).join(" · ");
}

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

/** Which two versions are compared: those that were chosen, while there are such; else the newest and the one before, `versions` being newest first. */
export function pairOf(versions: readonly number[], chosen: readonly number[]): [number, number] {
  const [first, second] = chosen.every((number) => versions.includes(number)) ? chosen : [];
  return [first ?? versions[0] ?? 0, second ?? versions[1] ?? 0];
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
