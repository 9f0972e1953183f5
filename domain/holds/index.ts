export { pauseAfterAnswer } from "./afterAnswer.ts";
export { areHeldThemselves, type HeldBy, holdInForce, marketingHold } from "./inForce.ts";
export { HoldModel, type HoldRecord, type HoldTarget, holdTargets } from "./model.ts";
export { hold, listHolds, release } from "./operations.ts";
