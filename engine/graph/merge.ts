/** Two people drew at once: what both did is put together, and where both changed the very same thing, that is told. Pure. */
import { ENTRY_LISTS, isRecord } from "./nodes.ts";
import type { Graph, GraphEdge, GraphNode } from "./types.ts";

/** Something both changed differently: a step, or a setting of the flow. `mine` stands in the merged drawing. */
export interface Clash {
  step: string | null;
  /** The field of the step or setting; empty where one deleted what the other changed. */
  field: string;
}
export interface Merged {
  graph: Graph;
  clashes: Clash[];
}

/** `base` is what both began with. Nobody's change is lost: only where both changed the same field is theirs set aside, as a clash. */
export function merge(base: Graph, mine: Graph, theirs: Graph): Merged {
  if (mine === theirs || base === theirs) return { graph: mine, clashes: [] };
  if (base === mine) return { graph: theirs, clashes: [] };
  const clashes: Clash[] = [];
  const nodes = mergeNodes(base, mine, theirs, clashes);
  const there = new Set(nodes.map((node) => node.id));
  const edges = mergeEdges(base, mine, theirs, clashes).filter((edge) => there.has(edge.from) && there.has(edge.to));
  const settings = mergeFields(base.settings, mine.settings, theirs.settings, (field) => clashes.push({ step: null, field }));
  const start = pick(base.start, mine.start, theirs.start, () => clashes.push({ step: null, field: "start" }));
  const notes = mergeNotes(base, mine, theirs);
  const graph: Graph = {
    ...mine,
    settings: settings as Graph["settings"],
    start: start !== null && there.has(start) ? start : null,
    nodes,
    edges,
    ...(notes.length > 0 ? { notes } : {}),
  };
  return { graph, clashes };
}

/** The one that changed; mine where both did, after saying so. */
function pick<T>(base: T, mine: T, theirs: T, clash: () => void): T {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  clash();
  return mine;
}

function mergeNodes(base: Graph, mine: Graph, theirs: Graph, clashes: Clash[]): GraphNode[] {
  const [was, my, their] = [byId(base.nodes), byId(mine.nodes), byId(theirs.nodes)];
  // Theirs first: who did nothing has the very drawing of the other, and need not save it again.
  const ids = new Set([...theirs.nodes, ...mine.nodes].map((node) => node.id));
  return [...ids].flatMap((id): GraphNode[] => {
    const [old, a, b] = [was.get(id), my.get(id), their.get(id)];
    if (a && b) return [mergeNode(old ?? b, a, b, clashes)];
    const one = a ?? b;
    if (!one) return [];
    if (!old) return [one];
    // One deleted it: it is gone, unless the other changed it.
    if (same(old.step, one.step)) return [];
    clashes.push({ step: id, field: "" });
    return [one];
  });
}

function mergeNode(base: GraphNode, mine: GraphNode, theirs: GraphNode, clashes: Clash[]): GraphNode {
  const step = mergeFields(base.step, mine.step, theirs.step, (field) => clashes.push({ step: mine.id, field }));
  const position = same(base.position, mine.position) ? theirs.position : mine.position;
  return same(step, mine.step) && same(position, mine.position) ? mine : { id: mine.id, step: step as GraphNode["step"], position };
}

function mergeFields(base: object, mine: object, theirs: object, clash: (field: string) => void): Record<string, unknown> {
  const [was, my, their] = [base, mine, theirs] as Record<string, unknown>[];
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const merged = [...names].map((name): [string, unknown] => [name, pick(was?.[name], my?.[name], their?.[name], () => clash(name))]);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/** Lines by the way on they begin at. Ways on of a list (`cases/1`) belong to whoever changed that list, because their numbers follow it. */
function mergeEdges(base: Graph, mine: Graph, theirs: Graph, clashes: Clash[]): GraphEdge[] {
  const [was, my, their] = [byOutlet(base), byOutlet(mine), byOutlet(theirs)];
  const lists = { mine: changedLists(base, mine), theirs: changedLists(base, theirs) };
  const keys = new Set([...their.keys(), ...my.keys()]);
  return [...keys].flatMap((key): GraphEdge[] => {
    const [a, b] = [my.get(key), their.get(key)];
    const edge = a ?? b;
    if (!edge) return [];
    const list = `${edge.from} ${edge.outlet.split("/")[0]}`;
    if (lists.mine.has(list)) return a ? [a] : [];
    if (lists.theirs.has(list)) return b ? [b] : [];
    const to = pick(was.get(key)?.to, a?.to, b?.to, () => clashes.push({ step: edge.from, field: edge.outlet }));
    return to === undefined ? [] : [{ ...edge, to }];
  });
}

/** `step list` of every list of ways on that is not as it was. */
function changedLists(base: Graph, now: Graph): Set<string> {
  const was = byId(base.nodes);
  return new Set(
    now.nodes.flatMap(({ id, step }) => {
      const old = was.get(id)?.step;
      return old ? ENTRY_LISTS.filter((list) => !same(old[list], step[list])).map((list) => `${id} ${list}`) : [];
    }),
  );
}

function mergeNotes(base: Graph, mine: Graph, theirs: Graph): NonNullable<Graph["notes"]> {
  const [was, my, their] = [byId(base.notes ?? []), byId(mine.notes ?? []), byId(theirs.notes ?? [])];
  return [...new Set([...their.keys(), ...my.keys()])].flatMap((id) => {
    const kept = pick(was.get(id), my.get(id), their.get(id), () => undefined);
    return kept ? [kept] : [];
  });
}

const byId = <T extends { id: string }>(list: readonly T[]): Map<string, T> => new Map(list.map((one) => [one.id, one]));
const byOutlet = (graph: Graph): Map<string, GraphEdge> => new Map(graph.edges.map((edge) => [`${edge.from} ${edge.outlet}`, edge]));

/** Whether two values say the same, whatever the order of their fields. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** Text that is the same for the same value, whatever the order of its fields. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, one: unknown) =>
    isRecord(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}
