export { isAddress } from "./addresses.ts";
export { type AdvertisingLabel, labelAsked, labelledText } from "./advertising.ts";
export { asLetterTo, postalAddressOf } from "./asLetter.ts";
export { Block, type Language, MessageContent, Variant } from "./blocks.ts";
export { isBuiltIn, usualTemplate } from "./builtIn.ts";
export { builtInContents } from "./builtInContents.ts";
export { factsToWrite, keyOf, type Written, writtenOr } from "./byStaff.ts";
export { textProblems } from "./compile.ts";
export { type ApprovedMail, type Composed, type ComposeInput, composeMail, languageOf, nameOf as nameOfPerson } from "./compose.ts";
export { type Conversation, conversationOf } from "./conversation.ts";
export { renewLooks } from "./currentLook.ts";
export { type Attachment, type Delivered, type DeliverInput, deliverMail, personIn } from "./deliver.ts";
export { filledVariant, literally } from "./filledIn.ts";
export { findOld } from "./findOld.ts";
export { followLink, judgeClicks, noteShown } from "./followed.ts";
export type { Happened } from "./happened.ts";
export { imagesOf, withData } from "./images.ts";
export { keyText, type MessageKey, messageIdOf } from "./keys.ts";
export { keepsLinks, laterLinks, withLinks } from "./laterLinks.ts";
export {
  type LetterOf,
  type LetterOfRun,
  letterNotPosted,
  letterPosted,
  lettersNotNeeded,
  lettersOfRun,
  letterToPost,
  neededNoMore,
  waitsForStaff,
} from "./letters.ts";
export { type LinkField, linkFieldsIn, linkFieldsOf } from "./linkFields.ts";
export { preferencesUrl } from "./links.ts";
export { giveBackMarketingTurn, marketingSentTo, takeMarketingTurn } from "./marketingTurns.ts";
export { MessageModel } from "./model.ts";
export { sendNotesAgain } from "./notesAgain.ts";
export { listNotifications, type NotifyStaff, notifyStaff, readNotifications } from "./notify.ts";
export { type Became, type BecameOf, type Deliverability, readDeliverability } from "./numbers.ts";
export { type MessageOfRun, messagesOfRun } from "./ofRun.ts";
export { takePlace } from "./pace.ts";
export { picturesFor } from "./pictures.ts";
export { changePreferences, oneClickOptOut, showPreferences } from "./preferences.ts";
export { type Preview, previewMessage, type Shown } from "./preview.ts";
export { listMessages, type MessageLine, messageFilters, readMessage } from "./read.ts";
export { ReadsAs, readsAs } from "./reads.ts";
export { beginSending, findable, recordUnsent, settleSending } from "./record.ts";
export { sampleFor } from "./sample.ts";
export { tellOwners } from "./tellOwners.ts";
export {
  latestMessageVersion,
  listMessageTemplates,
  listMessageVersions,
  messageKeys,
  messageLanguages,
  readMessageTemplate,
  saveMessageTemplate,
} from "./templates.ts";
export { sendTestMail } from "./testMail.ts";
export { listTopics, type NamedTopic, renameTopic, type ToldTopic } from "./topics.ts";
export { closeMailConnections, type Handed } from "./transport.ts";
export { warnOfSpam } from "./warnOfSpam.ts";
export { Letter, writeToContact } from "./write.ts";
