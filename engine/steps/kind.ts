import type { Problem, Step, StepId, StepKindName, StepOf } from "../definition/types.ts";

/** What a step is for, as staff see it: palette section, colour and edge shape. */
export type Intent = "tell" | "ask" | "wait" | "decide" | "record" | "connect" | "end";

/** A place a step leads on from. `name` is its path within the step: `next`, `onGiveUp`, `cases/0`, `branches/1`, `body`, `otherwise`. */
export interface Outlet {
  name: string;
  /** What the tab under the card says: "Answered", "Not in 21 days". */
  label: string;
  required: boolean;
  to: StepId | null;
}

/**
 * One description of a step kind serves the schema, the checks, the editor's panel and palette, and the documentation. What it does when it is
 * carried out is its behaviour, in `engine/run/kinds`.
 */
export interface StepKind<K extends StepKindName = StepKindName> {
  kind: K;
  /** "Send email" */
  label: string;
  intent: Intent;
  /** One sentence for the palette and the documentation. */
  about: string;
  /** JSON Schema (2020-12) of the step's own fields besides `kind` and `name`, outlets included. */
  fields: Record<string, unknown>;
  required: string[];
  /** A fresh step as the palette adds it: valid but for what staff must choose. */
  fresh(): Omit<StepOf<K>, "next"> & { kind: K };
  outlets(step: StepOf<K>): Outlet[];
  /** What the schema cannot say. */
  check?(step: StepOf<K>, id: StepId, steps: Record<StepId, Step>): Problem[];
  /** The card's second line in plain words: `Email "Welcome" to both · skip if 12 h late`. */
  summary(step: StepOf<K>): string;
}
