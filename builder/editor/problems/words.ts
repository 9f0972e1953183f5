/** The engine's sentences, said where the step is in sight: in its own card and panel nobody needs its id. */
import type { Problem } from "../../../engine/definition/types.ts";
import { isStepKind, kindOf } from "../../../engine/steps/index.ts";

export const problemsWords = (many: number): string => (many === 1 ? "1 problem" : `${many} problems`);
export const warningsWords = (many: number): string => (many === 1 ? "1 warning" : `${many} warnings`);

const choose: Record<string, string> = {
  template: "Choose the email to send",
  form: "Choose the form",
  document: "Choose the document to sign",
  type: "Choose the appointment type",
  stage: "Choose the stage",
  flow: "Choose the flow",
  text: "Write the text",
  message: "Write the message",
  title: "Say what is to be done",
  set: "Choose a field to set",
  add: "Choose a tag to add or remove",
  among: "Choose who may be assigned",
  url: "Enter the address to call",
  event: "Choose what to wait for",
  what: "Choose what is to be approved",
  join: "Choose where the branches meet",
  outcome: "Name the outcome",
};

/** The field of its step a problem is about: `template`, `remind/1`; empty when it is about the step as a whole. */
export function fieldOf(problem: Problem): string {
  const [, steps, , ...rest] = problem.path.split("/");
  return steps === "steps" ? rest.join("/") : "";
}

/** A few words for the card's second line. */
export function shortProblem(problem: Problem, kind: string): string {
  const field = fieldOf(problem);
  const [first = ""] = field.split("/");
  if (problem.code === "missingOutlet") return `“${outletLabel(problem)}” leads nowhere yet`;
  if (problem.code === "unreachable") return "No line leads here yet";
  if (problem.code === "unknownKind") return "This kind of step is not known here";
  if (problem.code === "missingField") {
    if (kind === "makeDocument" && first === "template") return "Choose the document to make";
    if (field.startsWith("files/")) return "Name the file to ask for";
    return choose[first] ?? `Fill in “${fieldTitle(kind, first)}”`;
  }
  return sentence(problem);
}

/** The whole sentence, about "this step" and in the panel's words for fields. */
export function sentence(problem: Problem, kind = ""): string {
  const field = fieldOf(problem);
  if (problem.code === "missingOutlet") return `“${outletLabel(problem)}” leads nowhere yet. Lead it to a step, or add one there.`;
  if (problem.code === "unreachable") return "No line leads to this step. Lead one here, or delete it.";
  if (problem.code === "unknownKind") return "This kind of step is not known here. Put another in its place, or update Firmflow.";
  if (problem.code === "missingField" && field !== "") return `${shortProblem(problem, kind)}.`;
  const said = problem.message.replace(/^Step (?:“[^”]*”(?: \([^)]*\))?)/, "This step").replace(/ of step “[^”]*”(?: \([^)]*\))?/, "");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function outletLabel(problem: Problem): string {
  return /at “([^”]*)”/.exec(problem.message)?.[1] ?? "Then";
}

function fieldTitle(kind: string, field: string): string {
  if (!isStepKind(kind)) return field;
  const schema = kindOf(kind).fields[field] as { title?: string } | undefined;
  return schema?.title ?? field;
}

/** Problems beside the field they are about: of it and of what lies within it. */
export function problemAt(problems: readonly Problem[], field: string, kind: string): string | undefined {
  const found = problems.find((problem) => {
    const at = fieldOf(problem);
    return at === field || at.startsWith(`${field}/`);
  });
  return found && sentence(found, kind);
}
