import type { FlowLine } from "../../editor/api/flows.ts";

export type Shown = "all" | "live" | "attention" | "draft";

export interface Totals {
  running: number;
  attention: number;
  held: number;
  ended: number;
}

/** Over all versions of a flow. */
export function countsOf(flow: FlowLine): Totals {
  const total: Totals = { running: 0, attention: 0, held: 0, ended: 0 };
  for (const one of flow.counts ?? []) {
    total.running += one.running;
    total.attention += one.attention;
    total.held += one.held;
    total.ended += one.ended;
  }
  return total;
}

const fits: Record<Shown, (flow: FlowLine) => boolean> = {
  all: () => true,
  live: (flow) => flow.state === "live",
  attention: (flow) => countsOf(flow).attention > 0,
  draft: (flow) => flow.liveVersion === undefined,
};

export function filterFlows(flows: FlowLine[], shown: Shown, search: string): FlowLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return flows.filter(
    (flow) =>
      fits[shown](flow) && words.every((word) => `${flow.name} ${flow.key} ${flow.caseTypes.join(" ")}`.toLowerCase().includes(word)),
  );
}

export function totalsOf(flows: FlowLine[]): Record<Shown, number> {
  const count = (shown: Shown) => flows.filter(fits[shown]).length;
  return { all: flows.length, live: count("live"), attention: count("attention"), draft: count("draft") };
}
