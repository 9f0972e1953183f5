export { CallModel, type CallOutcome, type CallRecord, callOutcomes } from "./model.ts";
export { deleteCall, listCalls, logCall, NewCall } from "./operations.ts";
