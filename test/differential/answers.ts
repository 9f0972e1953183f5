import type { Definition, Step } from "../../engine/definition/types.ts";
import type { JsonObject, RunState } from "../../engine/run/index.ts";
import type { Happening } from "./script.ts";

type Answer = Pick<Extract<Happening, { sort: "answer" }>, "step" | "declined" | "who">;
type Asks = { step: string; gone?: true; to: Record<string, { s: string; r?: string }> }[];

/** The event by which somebody answers what a step asks. */
export function answerEvent(
  definition: Definition,
  { step: id, declined, who }: Answer,
  at: string,
): { type: string; data: JsonObject } | null {
  const step = definition.steps[id];
  switch (step?.kind) {
    case "requestForm":
      return { type: "form.submitted", data: { form: step.form } };
    case "requestFiles":
      return { type: "files.received", data: { names: ["Deed"] } };
    case "requestSignature":
      return { type: signatureEvent(who, declined), data: { template: templateOf(definition, step.document) } };
    case "offerAppointment":
      return {
        type: "occasion.planned",
        data: { kind: "appointment", type: step.type, at: new Date(Date.parse(at) + 20 * 86_400_000).toISOString() },
      };
    default:
      return null;
  }
}

/** The spouse signs for themselves only; with the client the document is signed. */
function signatureEvent(who: Answer["who"], declined: boolean | undefined): string {
  if (declined) return "document.declined";
  return who === "spouse" ? "document.partlySigned" : "document.signed";
}

/** The request such an answer is meant for: of those open that ask this person for the same, the first; those nobody waits for last. */
export function requestFor(definition: Definition, state: RunState, answer: Answer, contactId: string): string | undefined {
  const asks = (state["asks"] ?? []) as Asks;
  const inOrder = [...asks.filter((ask) => !ask.gone), ...asks.filter((ask) => ask.gone)];
  const wanted = whatIsAsked(definition, answer.step);
  const ask = inOrder.find((one) => whatIsAsked(definition, one.step) === wanted && one.to[contactId]?.s === "open");
  return ask?.to[contactId]?.r;
}

function whatIsAsked(definition: Definition, id: string): string {
  const step: Step | undefined = definition.steps[id];
  switch (step?.kind) {
    case "requestForm":
      return `form ${step.form}`;
    case "requestFiles":
      return "files";
    case "requestSignature":
      return `document ${templateOf(definition, step.document)}`;
    case "offerAppointment":
      return `appointment ${step.type}`;
    default:
      return "";
  }
}

function templateOf(definition: Definition, document: string): string {
  const made = definition.steps[document];
  return made?.kind === "makeDocument" ? made.template : document;
}
