export { indexFlow } from "./flow.ts";
export { canonicalJson, definitionHash } from "./hash.ts";
export { outletPointer, outletSegments } from "./outletPaths.ts";
export { nameOf, pointer, problem, warning } from "./problem.ts";
export { type Region, type Regions, regionsOf } from "./regions.ts";
export type { RecordSort, ValidateOptions } from "./settings.ts";
export type * from "./types.ts";
export { upgrade } from "./upgrade.ts";
export { isValid, validate } from "./validate.ts";
