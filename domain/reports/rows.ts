const day = 86_400_000;

/** What a report needs of a matter. */
export interface Lead {
  source?: string;
  assignee?: string;
  openedAt: Date;
  firstTouchAt?: Date;
  closedAt?: Date;
  state: string;
  value?: number;
  booked: boolean;
}

/** One row of a report on leads. Minutes are to the first call or message by a person of the firm. */
export interface LeadRow {
  key: string;
  name: string;
  leads: number;
  /** Median over those who were reached; null when none was. */
  medianMinutes: number | null;
  reached: number;
  booked: number;
  hired: number;
  lost: number;
  /** In dollars, of those hired. */
  fees: number;
  /** Median from coming in to hiring; null when none hired. */
  daysToHire: number | null;
  /** Still open, and nobody has called or written. */
  untouched: number;
}

/** A row for each key, the most hired first. */
export function grouped(leads: Lead[], keyOf: (lead: Lead) => string, nameOf: (key: string) => string): LeadRow[] {
  return [...Map.groupBy(leads, keyOf)]
    .map(([key, group]) => rowOf(key, nameOf(key), group))
    .sort((a, b) => b.hired - a.hired || b.leads - a.leads || a.name.localeCompare(b.name));
}

export function rowOf(key: string, name: string, leads: Lead[]): LeadRow {
  const minutes = leads.flatMap((one) => minutesToTouch(one) ?? []);
  const hired = leads.filter((one) => one.state === "won");
  const days = hired.flatMap((one) => (one.closedAt ? [Math.max(0, (one.closedAt.getTime() - one.openedAt.getTime()) / day)] : []));
  return {
    key,
    name,
    leads: leads.length,
    medianMinutes: median(minutes),
    reached: minutes.length,
    booked: leads.filter((one) => one.booked).length,
    hired: hired.length,
    lost: leads.filter((one) => one.state === "lost").length,
    fees: hired.reduce((sum, one) => sum + (one.value ?? 0), 0),
    daysToHire: median(days),
    untouched: leads.filter((one) => one.state === "open" && !one.firstTouchAt).length,
  };
}

export const minutesToTouch = ({ openedAt, firstTouchAt }: Lead): number | null =>
  firstTouchAt ? Math.max(0, (firstTouchAt.getTime() - openedAt.getTime()) / 60_000) : null;

export function median(values: number[]): number | null {
  if (!values.length) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return Math.round((low + high) / 2);
}

/** How fast leads were spoken to; each band ends before the next begins. */
const bands = [
  { name: "under 5 min", until: 5 },
  { name: "5 to 15", until: 15 },
  { name: "15 to 60", until: 60 },
  { name: "1 to 4 h", until: 240 },
  { name: "later", until: Number.POSITIVE_INFINITY },
];
export interface Band {
  name: string;
  until: number | null;
  leads: number;
  hired: number;
}
export function bandsOf(leads: Lead[]): Band[] {
  const reached = leads.flatMap((one) => {
    const minutes = minutesToTouch(one);
    return minutes === null ? [] : [{ minutes, hired: one.state === "won" }];
  });
  return bands.map(({ name, until }, index) => {
    const within = reached.filter(({ minutes }) => minutes < until && minutes >= (bands[index - 1]?.until ?? 0));
    return {
      name,
      until: Number.isFinite(until) ? until : null,
      leads: within.length,
      hired: within.filter((one) => one.hired).length,
    };
  });
}
