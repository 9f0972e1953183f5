import type { Definition, RequestStep, Step } from "../definition/types.ts";
import type { RunEvent } from "./types.ts";

/** Which events answer a request, and how a script's event without a request id is matched to one. */

export function isRequest(step: Step | undefined): step is RequestStep {
  return (
    step?.kind === "requestForm" || step?.kind === "requestFiles" || step?.kind === "requestSignature" || step?.kind === "offerAppointment"
  );
}

/** The events that answer this kind of request; an appointment may move or fall through afterwards. */
export function answerTypes(step: RequestStep): string[] {
  switch (step.kind) {
    case "requestForm":
      return ["form.submitted"];
    case "requestFiles":
      return ["files.received"];
    case "requestSignature":
      return ["document.signed", "document.declined", "document.partlySigned"];
    case "offerAppointment":
      return ["occasion.planned", "occasion.moved", "occasion.cancelled"];
    default:
      return step satisfies never;
  }
}

/** How an event answers a request of this step; null when it is no answer to one. */
export function answerOf(step: RequestStep, event: RunEvent): "answered" | "declined" | null {
  if (event.type === "document.declined") return step.kind === "requestSignature" ? "declined" : null;
  if (event.type === "document.partlySigned") return step.kind === "requestSignature" ? "answered" : null;
  return answerTypes(step)[0] === event.type ? "answered" : null;
}

/** In scripts requests have no id: the event's data says what was answered. What it leaves out is not compared. */
export function fitsByContent(definition: Definition, step: RequestStep, event: RunEvent): boolean {
  const { data } = event;
  const same = (name: string, expected: unknown) => data[name] === undefined || data[name] === expected;
  switch (step.kind) {
    case "requestForm":
      return same("form", step.form);
    case "requestFiles":
      return true;
    case "requestSignature":
      return same("template", documentTemplate(definition, step.document));
    case "offerAppointment":
      return same("kind", "appointment") && same("type", step.type);
    default:
      return step satisfies never;
  }
}

/** A signature is asked for a document template, or for what a `makeDocument` step made of one. */
function documentTemplate(definition: Definition, document: string): string {
  const made = Object.hasOwn(definition.steps, document) ? definition.steps[document] : undefined;
  return made?.kind === "makeDocument" ? made.template : document;
}
