export { type ApprovedText, type ComposedText, composeText } from "./compose.ts";
export { type DeliverText, deliverText } from "./deliver.ts";
export { ReceivedTextModel, type ReceivedTextRecord } from "./model.ts";
export { isFromProvider, signatureOf } from "./provider.ts";
export { listReceivedTexts, receivedFrom, receiveText, textsFromNobody } from "./received.ts";
export { noteTextStatus } from "./status.ts";
export { wishIn } from "./wishes.ts";
export { type AskedByText, beginningOf } from "./words.ts";
export { textToContact, WrittenText } from "./write.ts";
