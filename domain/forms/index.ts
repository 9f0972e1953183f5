export { FormModel, SubmissionModel, type SubmissionRecord, type WayToAnswer, waysToAnswer } from "./model.ts";
export { archiveForm, formByKey, type KnownForm, listForms, readForm, saveForm } from "./operations.ts";
export { FormShape } from "./shape.ts";
export { listSubmissions, readSubmission, tellable } from "./submissions.ts";
export { fieldsOf, type NotWritten, valuesToSave, wordingOf, writeAnswers, writeConsents } from "./writeAnswers.ts";
