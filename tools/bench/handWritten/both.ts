export * from "../../../workflows/index.ts";
export { handWritten } from "./workflow.ts";
