import type { Definition } from "../../engine/definition/types.ts";
import type { Facts } from "../../engine/run/types.ts";
import type { Scope, Stored } from "../base/index.ts";
import { BulkModel } from "../bulk/model.ts";
import { readFacts, type Unread } from "../facts/index.ts";
import { areHeldThemselves, holdInForce } from "../holds/index.ts";
import type { RunRecord } from "./model.ts";
import { subjectOf } from "./subject.ts";

/**
 * What a run reads at this moment: its subject's facts, and a hold that lies on its people, matter, flow or firm. For a decision of this
 * definition only what it can read; for a message, whose template may name anything, all. Within a scope.
 */
export async function readRunFacts(scope: Scope, run: Stored<RunRecord>, decides?: Definition): Promise<Facts> {
  const subject = subjectOf(run);
  const facts = await readFacts(scope, subject, decides ? unreadBy(decides) : {});
  const people = Object.values(facts.people ?? {}).flat();
  const contactIds = [...new Set([facts.contact?.id, ...people.map((one) => one.id)].filter((one) => one !== undefined))];
  const matterId = typeof facts.matter?.["id"] === "string" ? facts.matter["id"] : subject.matterId;
  const hold = (await holdInForce({ contactIds, matterId, flowKey: run.flowKey })) ?? (await takenBack(run));
  return {
    ...facts,
    // So that letters which are only advertising can be left for good, not merely held back.
    ...(facts.contact && hold && (await areHeldThemselves({ contactIds, matterId }))
      ? { contact: { ...facts.contact, onHold: true } }
      : {}),
    run: { flow: run.flowKey, flowName: run.flowName, version: run.version },
    ...(hold ? { hold } : {}),
  };
}

const unread = new WeakMap<Definition, Unread>();

/** Facts are read by paths that stand in the definition: what it does not even mention it does not read. */
function unreadBy(definition: Definition): Unread {
  const known = unread.get(definition);
  if (known) return known;
  const text = JSON.stringify(definition);
  const without: NonNullable<Unread["without"]> = [];
  if (!text.includes("staff")) without.push("staff");
  if (!/stageName|caseTypeName/.test(text)) without.push("stageNames");
  unread.set(definition, { without });
  return { without };
}

/** Many were started, and it was undone: nothing leaves any of them, however long it takes to get to the last. */
async function takenBack({ bulkId }: RunRecord): Promise<Facts["hold"] | undefined> {
  if (!bulkId || !(await BulkModel.exists({ _id: bulkId, state: { $in: ["undoing", "undone"] } }))) return undefined;
  return { reason: "The start was undone." };
}
