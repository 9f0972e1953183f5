import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { CallWebhook, Problem, StepId } from "../definition/types.ts";
import { choice, NEXT, ON_ERROR } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { optional, required } from "./outlets.ts";
import { line } from "./words.ts";

export const callWebhook: StepKind<"callWebhook"> = {
  kind: "callWebhook",
  label: "Call webhook",
  intent: "connect",
  about: "Calls another system over HTTPS, signed, and keeps parts of its answer in variables of this run.",
  fields: {
    url: {
      type: "string",
      pattern: "^https://[^\\s/?#@]+(?:[/?#]\\S*)?$",
      maxLength: 2000,
      title: "Address",
      description: "Where to call, beginning with https://.",
    },
    method: choice(["GET", "POST", "PUT", "PATCH", "DELETE"], "Method", "The HTTP method."),
    headers: {
      type: "object",
      propertyNames: { pattern: "^[A-Za-z0-9-]{1,100}$" },
      additionalProperties: { $ref: "#/$defs/line" },
      maxProperties: 30,
      title: "Headers",
      description: "Headers sent along. Secrets do not belong here: every call is signed with the firm's own.",
    },
    body: { title: "Body", description: "What is sent: JSON whose texts may hold merge fields." },
    save: {
      type: "object",
      propertyNames: { $ref: "#/$defs/factPath" },
      additionalProperties: { type: "string", pattern: "^(?:/(?:[^~/]|~0|~1)*)*$", maxLength: 500 },
      maxProperties: 30,
      title: "Keep",
      description: "By variable, e.g. `vars.score`: a JSON pointer (RFC 6901) into the answer.",
    },
    next: NEXT,
    onError: ON_ERROR,
  },
  required: ["url", "method", "next"],
  fresh: () => ({ kind: "callWebhook", url: "", method: "POST" }),
  outlets: (step) => [required("next", "Answered", step.next), optional("onError", "Failed", step.onError)],
  check: (step, id) => [...checkSaved(step, id), ...checkHeaders(step, id)],
  summary: (step) => line(`${step.method ?? "…"} ${step.url || "…"}`),
};

function checkSaved(step: CallWebhook, id: StepId): Problem[] {
  return Object.keys(step.save ?? {}).flatMap((path) => {
    if (path.startsWith("vars.")) return [];
    const message = `Step ${nameOf(id, step)} keeps an answer in “${path}”. Answers go into variables: name it like vars.${path.split(".").at(-1)}.`;
    return [problem(id, pointer("steps", id, "save", path), "notWritable", message)];
  });
}

/** A definition holds no secrets: it is exported, shown to staff and kept for ever. */
function checkHeaders(step: CallWebhook, id: StepId): Problem[] {
  return Object.keys(step.headers ?? {}).flatMap((name) => {
    if (!/^(authorization|proxy-authorization|cookie|x-api-key)$/i.test(name)) return [];
    const message = `Step ${nameOf(id, step)} sends a secret in the header “${name}”. Remove it: calls are signed, and secrets do not belong in a flow.`;
    return [problem(id, pointer("steps", id, "headers", name), "secretInFlow", message)];
  });
}
