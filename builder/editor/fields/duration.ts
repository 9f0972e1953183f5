/** Durations as people say them, a number and one unit; what has several units stays as it is written. */

export const UNITS = ["minutes", "hours", "days", "weeks", "months", "years"] as const;
export type Unit = (typeof UNITS)[number];

const letters: Record<Unit, [time: boolean, letter: string]> = {
  minutes: [true, "M"],
  hours: [true, "H"],
  days: [false, "D"],
  weeks: [false, "W"],
  months: [false, "M"],
  years: [false, "Y"],
};

export function durationOf(amount: number, unit: Unit): string {
  const [time, letter] = letters[unit];
  return `P${time ? "T" : ""}${amount}${letter}`;
}

/** Null for a duration of several units, like `P1DT2H`. */
export function amountOf(duration: string): { amount: number; unit: Unit } | null {
  const found = /^P(T?)(\d+)([YMWDH])$/.exec(duration);
  if (!found) return null;
  const [, time, amount, letter] = found;
  const unit = UNITS.find((one) => letters[one][0] === (time === "T") && letters[one][1] === letter);
  return unit ? { amount: Number(amount), unit } : null;
}
