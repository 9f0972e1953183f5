export { bulk } from "./bulk.ts";
export { moveMany } from "./moveMany.ts";
export { runFlow } from "./runFlow.ts";
