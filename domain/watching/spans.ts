/** The stretches of days that counts are kept of. */
export type Span = "day" | "month" | "all";

/** `YYYY-MM-DD` lies in these: of each there is one count. */
export const spansAround = (day: string): { span: Span; day: string }[] => [
  { span: "day", day },
  { span: "month", day: day.slice(0, 7) },
  { span: "all", day: "" },
];

/**
 * Which counts together are of these days, both included: whole months wherever there are some, so that two years are read from a few dozen
 * records. Each as a question for an index over span and day.
 */
export function spansOf(since?: string, until?: string): { span: Span; day: Record<string, string> }[] {
  if (since === undefined && until === undefined) return [{ span: "all", day: { $gte: "" } }];
  if (since !== undefined && until !== undefined && since > until) return [];
  const [first, last] = [since?.slice(0, 7), until?.slice(0, 7)];
  if (since !== undefined && until !== undefined && first === last) return [{ span: "day", day: { $gte: since, $lte: until } }];
  return [
    ...(since === undefined ? [] : [{ span: "day" as const, day: { $gte: since, $lte: `${first}-31` } }]),
    { span: "month", day: { $gt: first ?? "", $lt: last ?? "9999" } },
    ...(until === undefined ? [] : [{ span: "day" as const, day: { $gte: `${last}-01`, $lte: until } }]),
  ];
}
