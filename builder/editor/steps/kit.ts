import type { StepId, StepKindName, StepOf } from "../../../engine/definition/types.ts";

/** A step as drawn may lack everything but its kind. */
export type DrawnStep<K extends StepKindName> = Partial<StepOf<K>> & { kind: K };

/** What the panel of a kind is given. */
export interface StepPanelProps<K extends StepKindName> {
  id: StepId;
  step: DrawnStep<K>;
  /** Sets fields; undefined removes one. Typing in a row is one action to undo. */
  set: (fields: Partial<Record<keyof StepOf<K>, unknown>>) => void;
  /** What is wrong with a field, in words. */
  wrong: (field: string) => string | undefined;
  readOnly: boolean;
}
