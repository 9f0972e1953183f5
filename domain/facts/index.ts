export { readFacts } from "./readFacts.ts";
export { writeFields } from "./writeFields.ts";
