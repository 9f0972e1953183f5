export { SavedAnswerModel, type SavedAnswerRecord } from "./model.ts";
export { addSavedAnswer, changeSavedAnswer, listSavedAnswers, NewSavedAnswer, removeSavedAnswer } from "./operations.ts";
