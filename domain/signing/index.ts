export { askToSign } from "./ask.ts";
export { letterToSign, SignOrder, sendToSign, withdrawSigning } from "./byHand.ts";
export { type ConsentWords, consentWords } from "./consent.ts";
export { sendSigningMails } from "./mails.ts";
export { type Signer, SigningModel, type SigningRecord } from "./model.ts";
export { sealSigned } from "./seal.ts";
export { documentOf, documentPicture, type SigningPage, signingPage } from "./show.ts";
export { declineDocument, noteViewed, Signature, signDocument, signedFileOf } from "./sign.ts";
export { type Standing, standingOf } from "./standing.ts";
