export { countAnew, countDue, countFirst, countLost, dayOf } from "./count.ts";
export type { Mark, RunMark, StepMark } from "./marks.ts";
export { countId, FlowCountModel, TrailModel } from "./model.ts";
export type { ArmNumbers, SplitNumbers, StepNumbers, VersionNumbers, WayNumbers } from "./numbers.ts";
export { Behind, type BehindInput, idsBehind, readNumbers, runsBehind, stepCounts, type Watched } from "./read.ts";
export { spansAround } from "./spans.ts";
export { dayTallies, flowCounts, talliedAround, together } from "./tallies.ts";
