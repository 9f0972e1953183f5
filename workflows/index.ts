export { bulk } from "./bulk.ts";
export { runFlow } from "./runFlow.ts";
