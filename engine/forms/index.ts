export { checkAnswers, type Judgement, type JudgeOptions } from "./checkAnswers.ts";
export { checkForm, type FormProblem } from "./checkForm.ts";
export { formOperators, holds } from "./conditions.ts";
export { numberFrom } from "./judge.ts";
export { shownForm } from "./shown.ts";
export { type Around, dataOf, say } from "./text.ts";
export * from "./types.ts";
export { type VisibleGroup, visibleColumns, visibleFields } from "./visible.ts";
