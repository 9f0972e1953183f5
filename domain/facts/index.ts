export { manyFacts, occasionSubject, type SubjectFacts } from "./manyFacts.ts";
export { type Matching, matchingNow } from "./matching.ts";
export { readFacts, type Unread } from "./readFacts.ts";
export { writeFields } from "./writeFields.ts";
