import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { Problem, RequestFiles, StepId } from "../definition/types.ts";
import { entries, field, flag } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { checkRequest, REQUEST_FIELDS, requestOutlets, requestSummary } from "./requests.ts";
import { excerpt } from "./words.ts";

export const requestFiles: StepKind<"requestFiles"> = {
  kind: "requestFiles",
  label: "Request files",
  intent: "ask",
  about: "Sends a link to upload documents or photos, reminds on schedule and waits until all that is required is there.",
  fields: {
    files: entries(
      {
        name: field("line", "Name", "What the client is asked for, e.g. “Deed or owner's policy”."),
        hint: field("line", "Hint", "Where to find it or what to watch for."),
        required: flag("Required", "Whether the request is only done with it."),
        max: { type: "integer", minimum: 1, maximum: 100, title: "At most", description: "How many files may be given for it." },
      },
      ["name"],
      "Files",
      "What the client is asked to upload.",
      { minItems: 1, maxItems: 30 },
    ),
    ...REQUEST_FIELDS,
  },
  required: ["files", "next"],
  fresh: () => ({ kind: "requestFiles", files: [{ name: "", required: true }], remind: ["P3D", "P7D"], giveUpAfter: "P14D" }),
  outlets: (step) => requestOutlets(step, "Received"),
  check: (step, id) => [...checkRequest(step, id), ...checkNames(step, id)],
  summary: (step) => requestSummary(step, excerpt((step.files ?? []).map((file) => file.name).join(", "))),
};

/** Answers are told apart by name, so two files asked for may not share one. */
function checkNames(step: RequestFiles, id: StepId): Problem[] {
  const seen = new Set<string>();
  return step.files.flatMap((file, index) => {
    const double = seen.has(file.name);
    seen.add(file.name);
    if (!double) return [];
    const message = `Step ${nameOf(id, step)} asks for “${file.name}” twice. Give each file its own name, or set how many it takes.`;
    return [problem(id, pointer("steps", id, "files", index, "name"), "doubleName", message)];
  });
}
