export { type Progress, progressOf, requestById, saveProgress, settle, submitForm } from "./answer.ts";
export { Completion, closeRequest, completeRequest, giveUpRequest, renewLink, revokeLink, type TellRun } from "./complete.ts";
export { admitUpload, filesOfRequest, mostOf, submitFiles, uploadFor } from "./files.ts";
export { noteOpened, type OpenedLink, peopleOf, requestByToken } from "./find.ts";
export {
  type Asked,
  type AskedFile,
  type RequestKind,
  RequestModel,
  type RequestRecord,
  type RequestState,
  requestKindOf,
} from "./model.ts";
export { NewRequest, openRequest, tokenOf, urlOf } from "./open.ts";
export { type RequestLine, readRequest, requestState, requestsOf, whatOf } from "./read.ts";
