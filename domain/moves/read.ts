import Type from "typebox";
import { notFound, query, type Stored } from "../base/index.ts";
import { flowKey } from "../flows/index.ts";
import { closed, id } from "../inputs/index.ts";
import { RunModel, type RunRecord, runLines } from "../runs/index.ts";
import { LeftBehindModel, MoveModel, type MoveRecord } from "./model.ts";

/** How it goes with a move. */
export interface MoveLine
  extends Pick<MoveRecord, "flowKey" | "flowName" | "how" | "to" | "from" | "mapping" | "state" | "total" | "endedAt"> {
  id: string;
  by: string;
  at: Date;
  counts: { moved: number; waiting: number; refused: number };
}

async function lineOf(move: Stored<MoveRecord>): Promise<MoveLine> {
  const { _id, createdAt, by, flowKey: key, flowName, how, to, from, mapping, state, total, processed, endedAt } = move;
  const waiting = await LeftBehindModel.countDocuments({ moveId: _id, state: "waits" });
  const refused = await LeftBehindModel.countDocuments({ moveId: _id, state: "refused" });
  return {
    id: _id,
    by: by.name,
    at: createdAt,
    ...{ flowKey: key, flowName, how, to, from, mapping: mapping ?? {}, state, total },
    counts: { moved: Math.max(0, processed - waiting - refused), waiting, refused },
    ...(endedAt ? { endedAt } : {}),
  };
}

/** A flow's moves, newest first. */
export const listMoves = query({
  name: "moves.list",
  role: "viewer",
  input: Type.Object({ key: flowKey }, closed),
  run: async ({ key }) => {
    const moves = (await MoveModel.find({ flowKey: key }).sort({ createdAt: -1 }).limit(20).lean()) as Stored<MoveRecord>[];
    const lines: MoveLine[] = [];
    for (const move of moves) lines.push(await lineOf(move));
    return lines;
  },
});

/** One move, with those that are still where they were and why; the first two hundred after `after`. */
export const readMove = query({
  name: "moves.read",
  role: "viewer",
  input: Type.Object({ moveId: id, after: Type.Optional(id) }, closed),
  run: async ({ moveId, after }) => {
    const move = (await MoveModel.findById(moveId).lean()) as Stored<MoveRecord> | null;
    if (!move) throw notFound("This move");
    const left = await LeftBehindModel.find({ moveId, ...(after ? { runId: { $gt: after } } : {}) })
      .sort({ runId: 1 })
      .limit(200)
      .lean();
    const runs = (await RunModel.find({ _id: { $in: left.map((one) => one.runId) } }, { advanced: 0 }).lean()) as Stored<RunRecord>[];
    const lines = new Map((await runLines(runs)).map((line) => [line.id, line]));
    return {
      ...(await lineOf(move)),
      left: left.map(({ runId, state, why }) => ({
        runId,
        state,
        why,
        subject: lines.get(runId)?.subject,
        position: lines.get(runId)?.position ?? [],
      })),
    };
  },
});
