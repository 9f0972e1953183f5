import type { Intent } from "../../engine/steps/kind.ts";

export type { Intent };

/** What each intent is called in the palette. */
export const intentLabels: Record<Intent, string> = {
  tell: "Tell the client",
  ask: "Ask the client",
  wait: "Wait",
  decide: "Decide",
  record: "Keep records",
  connect: "Other systems",
  end: "End",
};

export const intentColour = (intent: Intent) => `var(--${intent})`;
export const intentGround = (intent: Intent) => `var(--${intent}-bg)`;
