import type { Problem, StepId } from "./types.ts";

/** The one place problems are made, so that all have the same shape. `path` is a JSON pointer into the definition. */
export function problem(step: StepId | null, path: string, code: string, message: string): Problem {
  return { step, path, code, message, severity: "error" };
}

/** Something worth a second look that does not stop a flow from being published. */
export function warning(step: StepId | null, path: string, code: string, message: string): Problem {
  return { step, path, code, message, severity: "warning" };
}

/** How messages name a step: by the title staff gave it, with its id where the two differ. */
export function nameOf(id: StepId, step: { name?: unknown } | null | undefined): string {
  const name = step && typeof step === "object" && typeof step.name === "string" ? step.name.trim() : "";
  return name && name !== id ? `“${name}” (${id})` : `“${id}”`;
}

const NEEDS_ESCAPE = /[~/]/;

/** One segment of a JSON pointer, escaped as RFC 6901 §3 says. */
export function pointer(...segments: (string | number)[]): string {
  let text = "";
  for (const segment of segments) {
    const plain = String(segment);
    text += NEEDS_ESCAPE.test(plain) ? `/${plain.replaceAll("~", "~0").replaceAll("/", "~1")}` : `/${plain}`;
  }
  return text;
}
