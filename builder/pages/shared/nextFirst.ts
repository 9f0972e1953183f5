/** What is still to come, the soonest first, and then what was, the latest first. */
export function nextFirst<Dated extends { at: string }>(dates: Dated[], now: Date): Dated[] {
  const sorted = dates.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const ahead = sorted.filter((one) => Date.parse(one.at) >= now.getTime());
  return [...ahead, ...sorted.filter((one) => !ahead.includes(one)).toReversed()];
}
