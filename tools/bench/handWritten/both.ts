export { runFlow } from "../../../workflows/runFlow.ts";
export { handWritten } from "./workflow.ts";
