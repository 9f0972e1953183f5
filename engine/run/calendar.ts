import type { Definition, Step } from "../definition/types.ts";

/** Whether anything in this flow waits by the firm's holidays, hours or zone: business days, windows, marketing. */
export function followsCalendar(definition: Definition): boolean {
  return definition.window !== undefined || Object.values(definition.steps).some(counts);
}

function counts(step: Step): boolean {
  if (step.kind === "wait") return true;
  return "purpose" in step && (step.purpose === "marketing" || ("window" in step && step.window !== undefined));
}
