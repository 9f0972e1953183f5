export { dropBytes, maxFileBytes, readBytes, sizeSentence, type WrittenBytes, writeBytes } from "./bytes.ts";
export { acceptedTypes, safeName, typeOf } from "./kinds.ts";
export { FileModel, type FileRecord } from "./model.ts";
export {
  addFile,
  dropFile,
  type FileCard,
  fileBytes,
  fileCard,
  type KeepFile,
  keepFile,
  listFiles,
  openFile,
  takeBack,
} from "./operations.ts";
