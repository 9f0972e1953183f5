/** Does every part have the shape its schema says? Compiled validators find out, `words` says so. */
import { isInherited } from "../conditions/paths.ts";
import type { FieldSchema } from "../steps/fields.ts";
import { kindOf, stepKindNames } from "../steps/index.ts";
import { ID_PATTERN } from "./defs.ts";
import { envelope, exits, triggers } from "./envelope.ts";
import { type Flow, type IndexedStep, isRecord, type Others } from "./flow.ts";
import { outletSegments } from "./outletPaths.ts";
import { nameOf, pointer, problem } from "./problem.ts";
import { stepSchema } from "./schema.ts";
import type { Problem, StepKindName } from "./types.ts";
import type { Validator } from "./validators.generated.js";
import * as compiled from "./validators.generated.js";
import { clip, inWords, type ShapeError } from "./words.ts";

const validators = compiled as unknown as Record<string, Validator>;
const ANY: FieldSchema = {};
const FLOW_SCHEMA = envelope({ trigger: ANY, exit: ANY, steps: ANY });
const ID = new RegExp(ID_PATTERN);

export function checkShape(flow: Flow): Problem[] {
  return [...checkEnvelope(flow), ...checkTriggers(flow.raw), ...checkExits(flow.raw), ...checkSteps(flow)];
}

function errorsOf(name: string, value: unknown): ShapeError[] {
  const validator = validators[name];
  return !validator || validator(value) ? [] : (validator.errors ?? []);
}

function checkEnvelope({ raw }: Flow): Problem[] {
  // A start that is not chosen yet is said once, by the check of references.
  const errors = errorsOf("envelope", raw).filter((error) => !isMissingStart(error, raw));
  return inWords(errors, { step: null, path: "", called: "The flow", sort: "A flow", schema: FLOW_SCHEMA, value: raw });
}

function isMissingStart(error: ShapeError, raw: Record<string, unknown>): boolean {
  return !raw["start"] && (error.instancePath === "/start" || (error.instancePath === "" && error.params["missingProperty"] === "start"));
}

function checkTriggers(raw: Record<string, unknown>): Problem[] {
  const list: unknown = isRecord(raw["enrol"]) ? raw["enrol"]["on"] : undefined;
  return checkSorted(list, "enrol/on", "Start", triggers, "trigger_", "badTrigger");
}

function checkExits(raw: Record<string, unknown>): Problem[] {
  return checkSorted(raw["exits"], "exits", "Exit", exits, "exit_", "badExit");
}

/** Entries of several sorts, told apart by the one field each sort has. */
function checkSorted(list: unknown, at: string, word: string, sorts: Record<string, FieldSchema>, prefix: string, code: string): Problem[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => {
    if (!isRecord(entry)) return [];
    const path = `/${at}/${index}`;
    const named = Object.keys(sorts).filter((sort) => Object.hasOwn(entry, sort));
    const [sort] = named;
    if (named.length !== 1 || sort === undefined) {
      const message = `${word} ${index + 1} of the flow ${named.length === 0 ? "says nothing of when" : `says twice when (${named.join(" and ")})`}. Give exactly one of ${Object.keys(sorts).join(", ")}.`;
      return [problem(null, path, code, message)];
    }
    const called = `${word} ${index + 1} of the flow`;
    return inWords(errorsOf(prefix + sort, entry), { step: null, path, called, sort: "It", schema: sorts[sort] ?? ANY, value: entry });
  });
}

function checkSteps(flow: Flow): Problem[] {
  const ids = isRecord(flow.raw["steps"]) ? Object.keys(flow.raw["steps"]) : [];
  return ids.flatMap((id) => {
    const indexed = flow.steps.get(id);
    if (!indexed)
      return [problem(id, pointer("steps", id), "badValue", `Step ${nameOf(clip(id), null)} is not a step. Give an object with a “kind”.`)];
    return flow.memory.find(checkStep, flow, indexed);
  });
}

function checkStep(_others: Others, indexed: IndexedStep): Problem[] {
  return [...checkId(indexed.id, indexed.step), ...checkFields(indexed)];
}

function checkId(id: string, step: Record<string, unknown>): Problem[] {
  if (ID.test(id) && id.length <= 64 && !isInherited(id)) return [];
  const message = `The id of step ${nameOf(clip(id), step)} cannot be used. Begin it with a letter and use only letters, digits, dashes and underscores, at most 64.`;
  return [problem(id, pointer("steps", id), "badId", message)];
}

const stepSchemas = new Map<StepKindName, FieldSchema>();
function schemaOf(kind: StepKindName): FieldSchema {
  const schema = stepSchemas.get(kind) ?? stepSchema(kindOf(kind));
  stepSchemas.set(kind, schema);
  return schema;
}

function checkFields(indexed: IndexedStep): Problem[] {
  const { id, kind, step } = indexed;
  if (kind === null) {
    const given = typeof step["kind"] === "string" ? `is of the kind “${clip(step["kind"])}”, which is unknown` : "has no kind";
    return [
      problem(
        id,
        pointer("steps", id, "kind"),
        "unknownKind",
        `Step ${nameOf(id, step)} ${given}. Use one of ${stepKindNames.join(", ")}.`,
      ),
    ];
  }
  const open = openOutlets(indexed);
  const errors = errorsOf(`step_${kind}`, step).filter((error) => !open.has(placeOf(error)));
  indexed.shapely = errors.length === 0;
  const { label } = kindOf(kind);
  return inWords(errors, {
    step: id,
    path: pointer("steps", id),
    called: `Step ${nameOf(id, step)}`,
    sort: `A “${label}” step`,
    schema: schemaOf(kind),
    value: step,
  });
}

function placeOf(error: ShapeError): string {
  return error.keyword === "required" ? `${error.instancePath}/${String(error.params["missingProperty"])}` : error.instancePath;
}

/** Places of outlets not connected yet: the check of references says so, in better words. */
function openOutlets({ outlets, step }: IndexedStep): Set<string> {
  const open = outlets.filter((outlet) => outlet.to === null && isBlank(step, outletSegments(outlet.name)));
  return new Set(open.map((outlet) => pointer(...outletSegments(outlet.name))));
}

function isBlank(step: unknown, segments: (string | number)[]): boolean {
  let value = step;
  for (const segment of segments)
    value = value !== null && typeof value === "object" ? (value as Record<string | number, unknown>)[segment] : undefined;
  return value === undefined || value === null || value === "" || (isRecord(value) && segments[0] === "branches");
}
