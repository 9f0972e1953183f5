import Type from "typebox";
import { clock, notFound, query, type Stored, withScope } from "../base/index.ts";
import { flowByKey, startedIn, versionOf } from "../flows/index.ts";
import { closed, id } from "../inputs/index.ts";
import { previewStart, startKeys } from "../runs/index.ts";
import { List, stillThere, subjectFor, subjectIds } from "./lists.ts";
import { BulkModel, type BulkRecord } from "./model.ts";

/** How it goes with something done for many. */
export interface BulkLine
  extends Pick<
    BulkRecord,
    "does" | "flowKey" | "flowName" | "reason" | "total" | "state" | "counts" | "problems" | "undoUntil" | "endedAt"
  > {
  id: string;
  by: string;
  at: Date;
}

const lineOf = ({
  _id,
  by,
  createdAt,
  does,
  flowKey,
  flowName,
  reason,
  total,
  state,
  counts,
  problems,
  undoUntil,
  endedAt,
}: Stored<BulkRecord>) =>
  ({
    id: _id,
    by: by.name,
    at: createdAt,
    ...{ does, state, counts, problems },
    ...(flowKey ? { flowKey } : {}),
    ...(flowName ? { flowName } : {}),
    ...(reason ? { reason } : {}),
    ...(total === undefined ? {} : { total }),
    ...(undoUntil ? { undoUntil } : {}),
    ...(endedAt ? { endedAt } : {}),
  }) satisfies BulkLine;

export const readBulk = query({
  name: "bulk.read",
  role: "viewer",
  input: Type.Object({ bulkId: id }, closed),
  run: async ({ bulkId }): Promise<BulkLine> => {
    const job = (await BulkModel.findById(bulkId).lean()) as Stored<BulkRecord> | null;
    if (!job) throw notFound("This");
    return lineOf(job);
  },
});

/** What goes on, and what ended within the last day: newest first. */
export const listBulks = query({
  name: "bulk.list",
  role: "viewer",
  input: Type.Object({}, closed),
  run: async (): Promise<BulkLine[]> => {
    const since = new Date(clock.now().getTime() - 86_400_000);
    const rows = await BulkModel.find({ createdAt: { $gte: since } })
      .sort({ createdAt: -1 })
      .limit(20)
      .lean();
    return (rows as Stored<BulkRecord>[]).map(lineOf);
  },
});

/** Looked at closely; more would take too long to wait for. */
const sample = 25;

/**
 * What a start for many would come to: how many would enter, how many are in it already, and what would go out now to the first of them.
 * Changes nothing.
 */
export const previewMany = query({
  name: "bulk.preview",
  role: "staff",
  input: Type.Object({ flowKey: Type.String({ maxLength: 120 }), list: List }, closed),
  run: async ({ flowKey, list }, scope) => {
    const flow = await flowByKey(flowKey);
    const { definition } = await versionOf(flowKey, startedIn(flow));
    const ids = await subjectIds(list, flow.subject);
    const already = await withScope(scope, () =>
      startKeys(
        definition,
        ids.map((one) => subjectFor(flow.subject, one)),
      ),
    );
    // Whoever a filter has just found is on file.
    const found = !list.ids && list.of === flow.subject;
    const there = found ? new Set(ids) : await stillThere(flow.subject, ids);
    const fresh = ids.filter((one) => there.has(one) && !already.has(one));
    const first = fresh.slice(0, sample);
    const subjects = first.map((one) => subjectFor(flow.subject, one));
    const starts = first.length ? (await previewStart(scope, { flowKey, subjects })).starts : [];
    const lines = new Map<string, { what: string; name: string; kind: string; reason?: string; count: number }>();
    for (const one of starts.flatMap((start) => start.now)) {
      const key = `${one.what}|${one.step}|${one.reason ?? ""}`;
      const known = lines.get(key) ?? {
        what: one.what,
        name: one.name,
        kind: one.kind,
        ...(one.reason ? { reason: one.reason } : {}),
        count: 0,
      };
      lines.set(key, { ...known, count: known.count + 1 });
    }
    return {
      flowKey,
      name: flow.name,
      subject: flow.subject,
      total: ids.length,
      already: already.size,
      gone: ids.length - there.size,
      starts: fresh.length,
      looked: first.length,
      // Of those looked at: to how many something goes out at once.
      reached: starts.filter((start) => start.now.some((one) => one.what === "sent" || one.what === "requested")).length,
      now: [...lines.values()],
    };
  },
});
