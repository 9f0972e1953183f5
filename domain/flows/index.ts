export { type CheckLine, type FlowCheck, type FlowCheckBody, keepCheck, listChecks, removeCheck } from "./checks.ts";
export { createFlow, flowByKey, flowKey, problemsOf, saveDraft } from "./drafts.ts";
export { FlowModel, type FlowRecord, type FlowState, type Pins, type Published, VersionModel, type VersionRecord } from "./model.ts";
export { lookAtFlow } from "./presence.ts";
export { publishDefinition, publishFlow, setFlowState, versionToBe } from "./publish.ts";
export { flowByHash, versionOf } from "./published.ts";
export { listFlows, listVersions, readFlow, readVersion } from "./read.ts";
export { cancelScheduled, publishDue, schedulePublish } from "./scheduled.ts";
export { dueWords, flowsInTrouble, forgetMissed, noteMissedStart } from "./trouble.ts";
