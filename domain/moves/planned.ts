import Type from "typebox";
import { startsLate } from "../../engine/time/index.ts";
import { acrossFirms, clock, DomainError, isDuplicateKey, operation, type Scope, withScope } from "../base/index.ts";
import { FlowModel, flowByKey, flowKey, noteMissedMove } from "../flows/index.ts";
import { closed } from "../inputs/index.ts";
import { begin, startWorkflow } from "./begin.ts";
import { MoveModel } from "./model.ts";

/**
 * Begins what was to become of people once a flow was published at a time, over all firms. It stands in the flow's record from the very
 * transaction that published it until the one that begins the move: whatever dies, it is begun, once. Any number of workers may do this.
 */
export async function beginPlannedMoves(onError: (error: unknown) => void): Promise<void> {
  const due = { "peopleNext.due": { $lte: clock.now() } };
  const flows = await acrossFirms(() => FlowModel.find(due, { firmId: 1, key: 1, peopleNext: 1 }).limit(50).lean());
  for (const { firmId, key, peopleNext } of flows) {
    if (peopleNext) await beginOne({ firmId, actor: peopleNext.by }, key, peopleNext.due).catch(onError);
  }
}

/** The move that was begun; null where there is nothing to begin (any more, or while other people of this flow are moved: then later). */
const beginAsPlanned = operation({
  name: "moves.beginAsPlanned",
  role: "builder",
  input: Type.Object({ key: flowKey, due: Type.Unsafe<Date>({}) }, closed),
  run: async ({ key, due }, scope) => {
    const { peopleNext } = await flowByKey(key);
    if (peopleNext?.due.getTime() !== due.getTime()) return null;
    if (clock.now().getTime() > due.getTime() + startsLate) {
      await noteMissedMove(key, { due, why: "Firmflow could not do it until it was too late." });
      return null;
    }
    if (await MoveModel.exists({ flowKey: key, state: "working" })) return null;
    const { how, to, mapping } = peopleNext;
    const { id } = await begin(scope, { key, how, to, ...(mapping ? { mapping } : {}) });
    await FlowModel.updateOne({ key }, { $unset: { peopleNext: 1 } });
    return id;
  },
});

/** Nobody to move is nothing to tell; what has become impossible stands on Today and is not tried for ever. */
async function beginOne(scope: Scope, key: string, due: Date): Promise<void> {
  try {
    const moveId = await beginAsPlanned(scope, { key, due });
    // When Temporal is away the sweeper starts it later.
    if (moveId) await startWorkflow(scope.firmId, moveId).catch(() => undefined);
  } catch (error) {
    // Somebody began to move people at the same moment: looked at again when that is done.
    if (isDuplicateKey(error)) return;
    if (!(error instanceof DomainError && error.status < 500)) throw error;
    const { code, message } = error;
    await withScope(scope, async () => {
      if (code !== "nobody-to-move") return await noteMissedMove(key, { due, why: message });
      await FlowModel.updateOne({ key, "peopleNext.due": due }, { $unset: { peopleNext: 1 } });
    });
  }
}
