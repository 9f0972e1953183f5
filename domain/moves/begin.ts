import Type from "typebox";
import { whyNotVersions } from "../../engine/run/moving/index.ts";
import { acrossFirms, clock, conflict, isDuplicateKey, newId, notFound, operation, type Scope, type Stored } from "../base/index.ts";
import { flowByKey, flowKey, MappingInput, versionOf } from "../flows/index.ts";
import { closed, id } from "../inputs/index.ts";
import { RunModel, temporal } from "../runs/index.ts";
import { MoveModel, MovePageModel, type MoveRecord } from "./model.ts";

/** Done in one go, between two looks at whether it is still wanted. */
export const pageSize = 50;
const mostAtOnce = 100_000;

export const versionNumber = Type.Integer({ minimum: 1, maximum: 1_000_000 });

export const begin = operation({
  name: "moves.begin",
  role: "builder",
  input: Type.Object(
    {
      key: flowKey,
      how: Type.Union([Type.Literal("move"), Type.Literal("end")]),
      to: versionNumber,
      /** Whose runs; of every other version, unless told. */
      from: Type.Optional(Type.Array(versionNumber, { minItems: 1, maxItems: 500, uniqueItems: true })),
      mapping: Type.Optional(MappingInput),
    },
    closed,
  ),
  run: async ({ key, how, to, from, mapping = {} }, { actor }) => {
    const flow = await flowByKey(key);
    const target = await versionOf(key, to);
    const versions = from ?? (await RunModel.distinct("version", { flowKey: key, version: { $ne: to }, status: { $ne: "ended" } }));
    for (const number of how === "move" ? versions : []) {
      // A place one version knows may be unknown to another: only what is wrong for everybody is refused here.
      const why = whyNotVersions({ from: await versionOf(key, number), to: target, mapping, by: actor.name });
      if (why) throw conflict("move-refused", why);
    }
    const waiting = { flowKey: key, version: { $in: versions }, status: { $ne: "ended" as const } };
    const runs = await RunModel.find(waiting, { _id: 1 }).sort({ _id: 1 }).limit(mostAtOnce).lean();
    if (!runs.length) throw conflict("nobody-to-move", "Nobody is in another version of this flow.");
    const moveId = newId("move");
    const pages = Array.from({ length: Math.ceil(runs.length / pageSize) }, (_, n) => runs.slice(n * pageSize, (n + 1) * pageSize));
    await MovePageModel.insertMany(pages.map((page, n) => ({ _id: newId("move"), moveId, n, runIds: page.map((run) => run._id) })));
    const by = { kind: actor.kind, id: actor.id, name: actor.name };
    const what = { flowKey: key, flowName: flow.name, how, to, from: versions, mapping, by };
    await MoveModel.create([{ _id: moveId, ...what, state: "working", total: runs.length, upTo: 0, processed: 0 }]);
    return { id: moveId, total: runs.length };
  },
});

/** Moves (or ends) everybody in other versions of a flow: recorded at once, carried out by a workflow. One at a time for a flow. */
export async function moveMany(...[scope, input]: Parameters<typeof begin>): ReturnType<typeof begin> {
  try {
    const begun = await begin(scope, input);
    // When Temporal is away the sweeper starts it later.
    await startWorkflow(scope.firmId, begun.id).catch(() => undefined);
    return begun;
  } catch (error) {
    if (isDuplicateKey(error))
      throw conflict("move-under-way", "People of this flow are being moved just now. Wait until that is done, or stop it.");
    throw error;
  }
}
moveMany.spec = begin.spec;

/** Repeatable: while it goes on, it is not begun a second time. */
export async function startWorkflow(firmId: string, moveId: string): Promise<void> {
  const { client, taskQueue } = temporal();
  await client.workflow.start("bulk", {
    workflowId: moveId,
    taskQueue,
    args: [{ firmId, moveId }],
    workflowIdConflictPolicy: "USE_EXISTING",
    workflowIdReusePolicy: "ALLOW_DUPLICATE",
    priority: { priorityKey: 5, fairnessKey: firmId },
  });
}

/** Sees to it that what was recorded, and has not gone on for a while, is being carried out. */
export async function startPendingMoves(quietMs = 10_000): Promise<void> {
  const before = new Date(Date.now() - quietMs);
  const waiting = await acrossFirms(() =>
    MoveModel.find({ state: "working", updatedAt: { $lte: before } })
      .limit(50)
      .lean(),
  );
  for (const one of waiting as Stored<MoveRecord>[]) await startWorkflow(one.firmId, one._id);
}

/** Goes no further. Who was moved stays moved. */
export const stopMove = operation({
  name: "moves.stop",
  role: "builder",
  input: Type.Object({ moveId: id }, closed),
  run: async ({ moveId }) => {
    const stopped = await MoveModel.updateOne({ _id: moveId, state: "working" }, { $set: { state: "stopped", endedAt: clock.now() } });
    if (stopped.modifiedCount) return { id: moveId };
    if (!(await MoveModel.exists({ _id: moveId }))) throw notFound("This move");
    throw conflict("not-working", "This has come to its end already.");
  },
});

/** In whose name it is done. */
export const scopeOfMove = ({ firmId, by }: Stored<MoveRecord>): Scope => ({ firmId, actor: by as Scope["actor"] });
