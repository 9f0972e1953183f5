import type { Definition } from "../definition/types.ts";
import type { Effect, Facts, Json, JsonObject } from "../run/types.ts";
import { change, type Told } from "./changes.ts";

/** What an effect does to the imagined world: it takes no time and succeeds. Its own changes are events too. */
export function carryOut(definition: Definition, effect: Effect, facts: Facts): { data?: JsonObject; told: Told[] } {
  const { params } = effect;
  switch (effect.kind) {
    case "updateFields":
      return { told: change(facts, (params["set"] ?? {}) as Record<string, Json>) };
    case "moveStage":
      return { told: change(facts, { "matter.stage": params["stage"] ?? null }) };
    case "changeTags":
      return { told: change(facts, { "contact.tags": newTags(facts, params) }) };
    case "assignStaff":
      return { told: change(facts, { "matter.assignee": firstOf(params["among"]) }) };
    case "makeDocument":
      return { told: [{ type: "document.made", data: { template: params["template"] ?? null } }] };
    case "requestSignature":
      // One document, however many are asked to sign it: it is sent with the first.
      if (!isFirst(params)) return { told: [] };
      return { told: signing(definition, params["document"]) };
    default:
      return { told: [] };
  }
}

/** Named by its template, it is made first. */
function signing(definition: Definition, document: Json | undefined): Told[] {
  const data = { template: documentTemplate(definition, document) };
  const sent = { type: "document.sent", data };
  return data.template === document ? [{ type: "document.made", data }, sent] : [sent];
}

const isFirst = ({ signers, contactId }: JsonObject) => !Array.isArray(signers) || signers[0] === contactId;

function newTags(facts: Facts, params: JsonObject): Json {
  const list = (value: Json | undefined) => (Array.isArray(value) ? value : []);
  const before = list(facts.contact?.["tags"]);
  const remove = list(params["remove"]);
  const kept = before.filter((tag) => !remove.includes(tag));
  return [...kept, ...list(params["add"]).filter((tag) => !kept.includes(tag))];
}

function firstOf(value: Json | undefined): Json {
  return Array.isArray(value) ? (value[0] ?? null) : null;
}

export function documentTemplate(definition: Definition, document: Json | undefined): Json {
  const step = typeof document === "string" && Object.hasOwn(definition.steps, document) ? definition.steps[document] : undefined;
  return step?.kind === "makeDocument" ? step.template : (document ?? null);
}
