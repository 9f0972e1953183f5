export { countAnew, countDue, countFirst, countLost } from "./count.ts";
export type { Mark, RunMark, StepMark } from "./marks.ts";
export { countId, FlowCountModel, TrailModel } from "./model.ts";
export type { ArmNumbers, SplitNumbers, StepNumbers, VersionNumbers, WayNumbers } from "./numbers.ts";
export { Behind, type BehindInput, idsBehind, readNumbers, runsBehind, stepCounts, type Watched } from "./read.ts";
export { spansAround } from "./spans.ts";
