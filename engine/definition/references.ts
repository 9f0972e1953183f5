/** Does everything that names a step name one there is, and is every way on connected? */
import type { Shape } from "../steps/fields.ts";
import { called, type Flow, type IndexedStep, isRecord, type Others } from "./flow.ts";
import { ofEachStep } from "./memory.ts";
import { outletPointer } from "./outletPaths.ts";
import { find, placesOf } from "./places.ts";
import { pointer, problem } from "./problem.ts";
import type { Problem, StepId } from "./types.ts";
import { clip } from "./words.ts";

export function checkReferences(flow: Flow): Problem[] {
  return [...checkStart(flow), ...checkGoals(flow), ...ofEachStep(flow, checkOutlets), ...ofEachStep(flow, checkNamed)];
}

function checkStart(flow: Flow): Problem[] {
  if (flow.start === null)
    return [problem(null, "/start", "missingStart", "The flow does not say where it starts. Connect the start to its first step.")];
  if (flow.steps.has(flow.start)) return [];
  return [
    problem(
      null,
      "/start",
      "unknownStep",
      `The flow starts with “${clip(flow.start)}”, which is not one of its steps. Connect the start to a step.`,
    ),
  ];
}

function checkGoals(flow: Flow): Problem[] {
  return flow.goalSteps.flatMap(({ index, id, then }) => {
    if (flow.steps.has(then)) return [];
    const message = `Goal “${clip(id)}” goes on with “${clip(then)}”, which is not a step. Choose a step, or “end”.`;
    return [problem(null, pointer("goals", index, "then"), "unknownStep", message)];
  });
}

function checkOutlets(others: Others, { id, outlets }: IndexedStep): Problem[] {
  const out: Problem[] = [];
  for (const outlet of outlets) {
    if (outlet.to === null && outlet.required) {
      const message = `Step ${called(others, id)} leads nowhere at “${clip(outlet.label)}” (${outlet.name}). Connect it to a step.`;
      out.push(problem(id, outletPointer(id, outlet.name), "missingOutlet", message));
    } else if (outlet.to !== null && !others.steps.has(outlet.to)) {
      const message = `Step ${called(others, id)} leads to “${clip(outlet.to)}” at “${clip(outlet.label)}”, which is not one of the flow's steps. Connect it to a step.`;
      out.push(problem(id, outletPointer(id, outlet.name), "unknownStep", message));
    }
  }
  return out;
}

/** What each field that names a step may name. A parallel's join is its own check's business. */
const MAY_NAME: Record<string, { kinds: string[]; what: string }> = {
  attach: { kinds: ["makeDocument", "requestSignature", "requestFiles"], what: "a step that makes or collects a document" },
  thread: {
    kinds: ["sendEmail", "requestForm", "requestFiles", "requestSignature", "offerAppointment"],
    what: "a step that sends an email",
  },
};

const NAMING: ReadonlySet<Shape> = new Set(["stepId"]);

function checkNamed(others: Others, { id, kind, step }: IndexedStep): Problem[] {
  if (kind === null || kind === "parallel") return [];
  const out: Problem[] = [];
  for (const { segments, value } of find(step, placesOf(kind), NAMING)) {
    if (typeof value !== "string" || value === "") continue;
    const field = String(segments[0]);
    const target = others.steps.get(value);
    const may = MAY_NAME[field];
    const path = pointer("steps", id, ...segments);
    if (!target) {
      const message = `Step ${called(others, id)} names the step “${clip(value)}” as “${field}”, but there is none. Name one of the flow's steps, or remove it.`;
      out.push(problem(id, path, "unknownStep", message));
    } else if (may && !may.kinds.includes(String(target.kind))) {
      const message = `Step ${called(others, id)} names ${called(others, value)} as “${field}”, which is not ${may.what}. Choose one that is.`;
      out.push(problem(id, path, "wrongKindOfStep", message));
    }
  }
  return out;
}

/** A signature is asked for on a document a step makes, or on a template; a step of another kind is a mistake. */
export function checkSignatureDocument(flow: Flow, id: StepId): Problem[] {
  const document = flow.steps.get(id)?.step["document"];
  const target = typeof document === "string" ? flow.steps.get(document) : undefined;
  if (!isRecord(target) || target.kind === "makeDocument") return [];
  const message = `Step ${called(flow, id)} wants a signature on ${called(flow, String(document))}, which makes no document. Name a step that does, or a document template.`;
  return [problem(id, pointer("steps", id, "document"), "wrongKindOfStep", message)];
}
