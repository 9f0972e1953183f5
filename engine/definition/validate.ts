/** Is this a definition a run can carry out? Every check is told once; nothing throws, whatever comes in. */
import { kindOf } from "../steps/index.ts";
import { type Flow, indexFlow, isRecord } from "./flow.ts";
import { checkFormat } from "./format.ts";
import { bytesOf, isTooDeep, MAX_BYTES } from "./measure.ts";
import { Memory } from "./memory.ts";
import { problem } from "./problem.ts";
import { checkReads } from "./reads.ts";
import { checkReferences, checkSignatureDocument } from "./references.ts";
import { regionsOf } from "./regions.ts";
import { checkSettings, type ValidateOptions } from "./settings.ts";
import { checkShape } from "./shape.ts";
import { checkTimes } from "./times.ts";
import type { Definition, Problem, Step, StepId } from "./types.ts";
import { checkCycles, checkReachable } from "./walks.ts";

/**
 * Problems of a definition, those of the flow as a whole first, then in the order of its steps. Empty when it is fine.
 * With the `memory` of the last time, steps that are the very same are not looked at again.
 */
export function validate(definition: unknown, options: ValidateOptions = {}, memory: Memory = new Memory()): Problem[] {
  const unreadable = checkReadable(definition);
  if (unreadable) return [unreadable];
  const flow = indexFlow(definition as Record<string, unknown>, memory);
  const problems = [
    ...checkShape(flow),
    ...checkReferences(flow),
    ...checkOwnRules(flow),
    ...checkReachable(flow),
    ...checkCycles(flow),
    ...regionsOf(flow).problems,
    ...checkTimes(flow),
    ...checkReads(flow),
    ...checkSettings(flow, options),
  ];
  return inOrder(flow, oncePerPlace(problems));
}

/** Narrowing for callers that only want to know: true when there are no errors (warnings may remain). */
export function isValid(definition: unknown, problems: Problem[]): definition is Definition {
  return problems.every((found) => found.severity === "warning") && isRecord(definition);
}

/** What makes all further looking pointless. */
function checkReadable(definition: unknown): Problem | null {
  if (!isRecord(definition))
    return problem(
      null,
      "",
      "notADefinition",
      "This is no flow. Give a JSON object with format, key, name, subject, enrol, start and steps.",
    );
  if (isTooDeep(definition))
    return problem(null, "", "tooBig", "This flow is nested too deeply or has too many values to be read. Make it simpler.");
  const bytes = bytesOf(definition);
  if (bytes > MAX_BYTES)
    return problem(
      null,
      "",
      "tooBig",
      `This flow has ${Math.ceil(bytes / 1024)} KB; at most ${MAX_BYTES / 1024} KB are taken. Split it into several flows.`,
    );
  return checkFormat(definition["format"]);
}

/** What each kind knows about itself beyond its schema. */
function checkOwnRules(flow: Flow): Problem[] {
  const steps = Object.fromEntries([...flow.steps].map(([id, { step }]) => [id, step])) as unknown as Record<StepId, Step>;
  return [...flow.steps.values()].flatMap(({ id, kind, step, shapely }) => {
    if (kind === null || !shapely) return [];
    const own = kindOf(kind).check?.(step as unknown as Step, id, steps) ?? [];
    return kind === "requestSignature" ? [...own, ...checkSignatureDocument(flow, id)] : own;
  });
}

/** What has the wrong shape is said to have it, and nothing more. */
function oncePerPlace(problems: Problem[]): Problem[] {
  const shapeless = new Set(
    problems.filter((found) => found.code === "badValue" || found.code === "missingField").map((found) => found.path),
  );
  if (shapeless.size === 0) return problems;
  return problems.filter((found) => found.code === "badValue" || found.code === "missingField" || !shapeless.has(found.path));
}

function inOrder(flow: Flow, problems: Problem[]): Problem[] {
  const place = new Map([...flow.steps.keys()].map((id, index) => [id, index]));
  const rank = (found: Problem) => (found.step === null ? -1 : (place.get(found.step) ?? place.size));
  return problems.sort((a, b) => rank(a) - rank(b));
}
