import Type from "typebox";
import type { Definition, Step } from "../../engine/definition/types.ts";
import type { RunState } from "../../engine/run/index.ts";
import { type Foreseen, foresee, type Move, proposeMapping, type Version, versionDiff } from "../../engine/run/moving/index.ts";
import { clock, query, type Scope, type Stored } from "../base/index.ts";
import { flowByKey, flowKey, MappingInput, problemsOf, readDrawing, versionOf, versionToBe } from "../flows/index.ts";
import { closed, id } from "../inputs/index.ts";
import { RunModel, type RunRecord, readRunFacts } from "../runs/index.ts";
import { versionNumber } from "./begin.ts";

/** Looked at in one answer: each is moved in thought, on its own facts. */
const pageSize = 100;

const target = Type.Union([versionNumber, Type.Literal("draft")]);

/** Those at one step to whom the same would happen. */
export interface MoveGroup extends Pick<Foreseen, "step" | "to" | "became" | "why"> {
  count: number;
  /** Of those, how many are told of here and at no other step: somebody can be at several steps at once. */
  people: number;
  /** The step itself, where it is not in the version they would go to. */
  was?: Step;
  /** Until when they wait afterwards, where that is known. */
  earliest?: string;
  latest?: string;
  /** Messages to clients that would go out at once, by step. */
  sends: Record<string, number>;
}

/** The draft counts as the version it would become: of one that is published already, that very version. */
async function versionAt(scope: Scope, key: string, to: number | "draft"): Promise<Version> {
  if (to !== "draft") return await versionOf(key, to);
  const flow = await flowByKey(key);
  const { definition } = await problemsOf(scope, readDrawing(flow.draft));
  return { number: (await versionToBe(key, definition)).number, definition };
}

/**
 * What a move would do to those in other versions of a flow: each is moved in thought, by the very function that would move it, and what
 * came of it is counted by step. A page at a time; changes nothing.
 */
export const previewMove = query({
  name: "moves.preview",
  role: "builder",
  input: Type.Object(
    {
      key: flowKey,
      to: target,
      from: Type.Optional(Type.Array(versionNumber, { minItems: 1, maxItems: 500, uniqueItems: true })),
      mapping: Type.Optional(MappingInput),
      /** The last run of the page before. */
      after: Type.Optional(id),
    },
    closed,
  ),
  run: async ({ key, to, from, mapping = {}, after }, scope) => {
    const next = await versionAt(scope, key, to);
    const versions = from ? { version: { $in: from } } : { version: { $ne: next.number } };
    const open = { flowKey: key, ...versions, status: { $ne: "ended" as const } };
    const total = await RunModel.countDocuments(open);
    const runs = (await RunModel.find({ ...open, ...(after ? { _id: { $gt: after } } : {}) })
      .sort({ _id: 1 })
      .limit(pageSize)
      .lean()) as Stored<RunRecord>[];
    const groups = new Map<string, MoveGroup>();
    for (const run of runs) {
      const from = await versionOf(run.flowKey, run.version);
      const places = await foreseeRun(scope, run, { from, to: next, mapping });
      for (const one of places) count(groups, one, { isFirst: one === places[0], was: wasOf(one.step, from, next) });
    }
    const last = runs.length === pageSize ? runs.at(-1)?._id : undefined;
    return { version: next.number, total, looked: runs.length, groups: [...groups.values()], ...(last ? { next: last } : {}) };
  },
});

const wasOf = (step: string, from: Version, to: Version): Step | undefined =>
  Object.hasOwn(to.definition.steps, step) ? undefined : from.definition.steps[step];

async function foreseeRun(scope: Scope, run: Stored<RunRecord>, move: Omit<Move, "by">): Promise<Foreseen[]> {
  const state = run.advanced ? (JSON.parse(run.advanced) as { state: RunState }).state : null;
  const begins = move.from.definition.start;
  if (!state) return [{ step: begins, to: move.mapping[begins] ?? begins, became: "waits", sends: [] }];
  const facts = await readRunFacts(scope, run);
  return foresee({ ...move, by: scope.actor.name }, state, facts, clock.now().toISOString());
}

function count(
  groups: Map<string, MoveGroup>,
  { step, to, became, why, until, sends }: Foreseen,
  { isFirst, was }: { isFirst: boolean; was: Step | undefined },
): void {
  const place = `${step}|${to}|${became}|${why ?? ""}`;
  const group = groups.get(place) ?? { step, to, became, ...(why ? { why } : {}), ...(was ? { was } : {}), count: 0, people: 0, sends: {} };
  group.count += 1;
  if (isFirst) group.people += 1;
  if (until && (!group.earliest || until < group.earliest)) group.earliest = until;
  if (until && (!group.latest || until > group.latest)) group.latest = until;
  for (const id of sends) group.sends[id] = (group.sends[id] ?? 0) + 1;
  groups.set(place, group);
}

/** Two versions of a flow next to each other: what is different, and where those at removed steps could go. */
export const compareVersions = query({
  name: "moves.compare",
  role: "viewer",
  input: Type.Object({ key: flowKey, from: versionNumber, to: target }, closed),
  run: async ({ key, from, to }, scope) => {
    const [before, after] = [await versionOf(key, from), await versionAt(scope, key, to)];
    const definitions: [Definition, Definition] = [before.definition, after.definition];
    return { from, to: after.number, diff: versionDiff(...definitions), proposals: proposeMapping(...definitions) };
  },
});
