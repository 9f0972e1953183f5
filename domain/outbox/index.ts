export { ChangedWords, changeMessage, wordsOf } from "./change.ts";
export { heldWords, holdMessage, letMessageGo, sendMessageNow } from "./operate.ts";
export { type Planned, planMessage, type Said, saidOf, settlePlanned } from "./plan.ts";
export { sweepPlanned } from "./sweep.ts";
