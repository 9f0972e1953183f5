export { PlannedStartModel, TurningModel } from "./model.ts";
export { planStarts } from "./plan.ts";
export { planFlows } from "./planFlows.ts";
export { dueAt, startDue } from "./startDue.ts";
export { turnedBy } from "./turnings.ts";
