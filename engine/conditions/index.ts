export {
  ALL_ROOTS,
  type FactField,
  type FactRoot,
  type FactType,
  factRoot,
  factRoots,
  MOMENT_ROOTS,
  STANDING_ROOTS,
  stepGives,
} from "./catalogue.ts";
export { checkCondition, countsDays, type Finding, pathsOf } from "./check.ts";
export { compute, evaluate } from "./evaluate.ts";
export { type EventField, type EventKind, eventKind, eventKinds } from "./events.ts";
export { moneyText, whenText } from "./formats.ts";
export { checkMergeFields, escapeHtml, mergeFieldsOf, type Rendered, type RenderOptions, renderText } from "./liquid.ts";
export { type OperatorInfo, operators } from "./operatorList.ts";
export { isEmpty } from "./operators.ts";
export { ANY_SCOPE, isSafePath, readPath, type Scope, whyNotPath } from "./paths.ts";
