import Type, { type Static } from "typebox";
import { clock, query, type Stored } from "../base/index.ts";
import { closed, newestFirst, page } from "../inputs/index.ts";
import { RunModel, type RunRecord, runLines } from "../runs/index.ts";
import { FlowCountModel, type FlowCountRecord, TrailModel, type TrailRecord } from "./model.ts";
import { added, type FlowNumbers, numbersOf, runNumbers, type VersionNumbers } from "./numbers.ts";
import { spansOf } from "./spans.ts";

const day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const flowKey = Type.String({ maxLength: 120 });

/** Of one version or all, of those that began on these days of the firm's calendar, the first and the last included. */
const stretch = { version: Type.Optional(Type.Integer({ minimum: 1 })), since: Type.Optional(day), until: Type.Optional(day) };
type Within = { version?: number; since?: string; until?: string };

export interface Watched extends FlowNumbers {
  /** Each version by itself, newest first: any two of them are compared where they are looked at. */
  versions: VersionNumbers[];
}

/** How the runs of a flow went through its steps. Reads only what was counted (`countDue`), never the runs. */
export const readNumbers = query({
  name: "watching.numbers",
  role: "viewer",
  input: Type.Object({ key: flowKey, ...stretch }, closed),
  run: async ({ key, version, since, until }): Promise<Watched> => {
    const rows = await countsOf(key, since, until);
    const byVersion = Map.groupBy(rows, (row) => row.version);
    const versions = [...byVersion]
      .map(([number, of]) => ({ version: number, ...runNumbers(added(of.map((row) => row.counts))) }))
      .filter((one) => one.began > 0)
      .sort((a, b) => b.version - a.version);
    const wanted = version === undefined ? rows : (byVersion.get(version) ?? []);
    return { ...numbersOf(added(wanted.map((row) => row.counts))), versions };
  },
});

async function countsOf(flowKey: string, since?: string, until?: string): Promise<Pick<FlowCountRecord, "version" | "counts">[]> {
  const asked = spansOf(since, until).map((span) => FlowCountModel.find({ flowKey, ...span }, { version: 1, counts: 1 }).lean());
  return (await Promise.all(asked)).flat();
}

/** How many runs of a flow stand at each step now, need staff there, and have gone on from it. */
export const stepCounts = query({
  name: "watching.stepCounts",
  role: "viewer",
  input: Type.Object({ flowKey, version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
  run: async ({ flowKey: key, version }) => {
    const rows = await countsOf(key);
    const wanted = rows.filter((row) => version === undefined || row.version === version);
    return numbersOf(added(wanted.map((row) => row.counts))).steps.flatMap(({ step, counts }) =>
      (["waiting", "attention", "done"] as const).flatMap((state) => (counts[state] ? [{ step, state, count: counts[state] }] : [])),
    );
  },
});

/** A number on the canvas, by its mark: `began`, `waiting:form`, `way:form|onGiveUp`. Nobody is behind one there is not. */
const mark = Type.String({ minLength: 1, maxLength: 300 });
/** A number, and whose it is: what stands behind it are runs. */
export const Behind = Type.Object({ key: flowKey, mark, ...stretch }, closed);
export type BehindInput = Static<typeof Behind>;

/** The runs behind a number, newest first: those that are counted in it, no others. */
export const runsBehind = query({
  name: "watching.runs",
  role: "viewer",
  input: Type.Object({ ...Behind.properties, ...page }, closed),
  run: async ({ cursor, limit, ...behind }) => {
    const asked = { ...(cursor ? { cursor } : {}), limit, now: clock.now() };
    const { rows, next } = await newestFirst("startedAt", startOf, asked, (window) => trailsBehind(behind, window, limit + 1));
    const runs = (await RunModel.find({ _id: { $in: rows.map((row) => row._id) } }, { advanced: 0 }).lean()) as Stored<RunRecord>[];
    const byId = new Map(runs.map((run) => [run._id, run]));
    return { runs: await runLines(rows.flatMap((row) => byId.get(row._id) ?? [])), ...(next ? { next } : {}) };
  },
});

type Row = Pick<Stored<TrailRecord>, "_id" | "startedAt" | "version" | "day">;
const startOf = (row: Row) => row.startedAt;

/** Asked for what one index holds, the rest is sorted out among what is found: the embedded database would read every trail else. */
async function trailsBehind({ key, mark: behind, ...of }: BehindInput, window: Record<string, unknown>, limit: number): Promise<Row[]> {
  const isAll = of.version === undefined && of.since === undefined && of.until === undefined;
  const found = TrailModel.find({ ...window, flowKey: key, marks: behind }, { startedAt: 1, version: 1, day: 1 }).sort({
    startedAt: -1,
    _id: -1,
  });
  const rows = await (isAll ? found.limit(limit) : found).lean();
  return isAll ? rows : rows.filter((row) => isWithin(row, of));
}

const isWithin = (row: Row, { version, since = "", until = "9999" }: Within): boolean =>
  (version === undefined || row.version === version) && row.day >= since && row.day <= until;

/** The ids of at most so many of the runs behind a number, newest first. Within a scope. */
export async function idsBehind(behind: BehindInput, limit: number): Promise<string[]> {
  const rows = await trailsBehind(behind, {}, limit);
  return rows.slice(0, limit).map((row) => row._id);
}
