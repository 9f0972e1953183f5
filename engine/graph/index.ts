export { type Compiled, compile, definitionOf } from "./compile.ts";
export { decompile } from "./decompile.ts";
export { emptyGraph, freshStep, newStepId } from "./fresh.ts";
export { CARD, COLUMN, END_PILL, GAP, sizeOf, tidy, WAIT_PILL } from "./layout.ts";
export { type EntryList, hasOutlet, mainTarget, outletsOfNode } from "./nodes.ts";
export { apply, applyAll } from "./operations/index.ts";
export { copy } from "./operations/paste.ts";
export type { Clipping, Operation, OperationName, OperationOf, Origin, Point } from "./operations/types.ts";
export type * from "./types.ts";
