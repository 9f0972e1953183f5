import type { Definition, StepId } from "../../definition/types.ts";
import type { Advanced } from "../types.ts";

/** Where people at a step go, by step id. A step that is not named keeps its people where they are. */
export type Mapping = Record<StepId, StepId>;

export interface Version {
  number: number;
  definition: Definition;
}

export interface Move {
  from: Version;
  to: Version;
  mapping: Mapping;
  /** Who moves it, in words. */
  by: string;
}

/**
 * What a move comes to. `waits`: something is being done for the run this moment; it moves as soon as that is settled, by itself.
 * `refused`: nothing was changed, and why in words.
 */
export type Migrated = ({ became: "moved" | "waits" } & Advanced) | { became: "refused"; why: string };
