export { manyFacts, occasionSubject, type SubjectFacts } from "./manyFacts.ts";
export { readFacts } from "./readFacts.ts";
export { writeFields } from "./writeFields.ts";
