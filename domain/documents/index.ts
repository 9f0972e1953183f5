export { DocumentBlock, DocumentContent, DocumentVariant } from "./blocks.ts";
export { DocumentOrder, makeByHand } from "./byHand.ts";
export { letterPdf, type PrintedLetter } from "./letter.ts";
export {
  type ApprovedDocument,
  fileDocument,
  type MadeDocument,
  type MakeDocument,
  makeDocument,
  renderDocument,
  sampleDocument,
} from "./make.ts";
export { type DocumentLine, documentAttachment, listDocuments, noteDocument, openDocument, readDocument } from "./read.ts";
export { documentName, latestDocumentVersion, listDocumentTemplates, readDocumentTemplate, saveDocumentTemplate } from "./templates.ts";
